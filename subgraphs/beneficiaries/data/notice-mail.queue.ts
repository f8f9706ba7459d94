import type { Database } from "../../kernel/database/database";
import { statement } from "../../kernel/database/statement";
import { CLOCK } from "../../kernel/viewer";

/** A letter to be sent now. */
export interface DueMail {
  readonly id: string;
  readonly purpose: "NEWS" | "CODE";
  /** How often it was tried before. */
  readonly tries: number;
  readonly addressSealed: Buffer;
  /** False when there is nothing left to tell, or the person wants no letters any more. */
  readonly wanted: boolean;
}

/** What became of it. PENDING ones are tried again at `dueAt`. */
export interface SettledMail {
  readonly id: string;
  readonly state: "PENDING" | "SENT" | "NEEDLESS" | "REFUSED" | "GIVEN_UP";
  readonly tries: number;
  readonly dueAt: Date;
}

const QUEUE = statement<{ queued: number }>("queue_notice_mail", "select queue_notice_mail($1) as queued");
const CLAIM = statement<DueMail>(
  "claim_notice_mail",
  `select id, purpose, tries, address_sealed as "addressSealed", wanted from claim_notice_mail($1, $2)`,
);
const SETTLE = `
  update notice_mail set state = $2, tries = $3, due_at = $4,
    settled_at = case when $2 = 'PENDING' then null else $5::timestamptz end
  where id = $1 and state = 'PENDING'`;

/** Letters that wait to be sent. Any number of instances may work on it: each letter is in one hand. */
export class NoticeMailQueue {
  constructor(private readonly database: Database) {}

  /** Puts in a letter to everybody for whom something is new; how many. Also forgets what is past its time. */
  async fill(now: Date): Promise<number> {
    const [row] = await this.database.publicRows(QUEUE, [now]);
    return row!.queued;
  }

  /** At most so many that are due, for five minutes this caller's. */
  take(now: Date, most: number): Promise<DueMail[]> {
    return this.database.publicRows(CLAIM, [now, most]);
  }

  async settle({ id, state, tries, dueAt }: SettledMail, now: Date): Promise<void> {
    await this.database.transaction(CLOCK, (tx) => tx.query(SETTLE, [id, state, tries, dueAt, now]));
  }
}
