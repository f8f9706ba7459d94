import type { Letter, Postman } from "../../kernel/mail/postman";
import { backOff } from "../../kernel/outbox/back-off";
import type { Vault } from "../../kernel/secrets/vault";
import type { DueMail, NoticeMailQueue, SettledMail } from "../data/notice-mail.queue";
import { codeLetterOf, codeOf, letterOf } from "./notice-mail.rules";

/** Letters of one look, and how many of them are under way at once: with a silent server they are over within the lease. */
const BATCH = 20;
const AT_ONCE = 5;
/** In about two hours, then it is given up. What is new after that gets a letter of its own. */
const TRIES = 8;
const RETRY = { first: 60_000, longest: 3_600_000 };

interface Counts {
  queued: number;
  sent: number;
  needless: number;
  refused: number;
  givenUp: number;
  waiting: number;
}

/**
 * Tells by e-mail that there is something new. Of one letter each server takes one: it is claimed before it is sent. A
 * process that dies in between leaves it to the next, and the second letter has the first one's id.
 */
export class NoticeMailSending {
  constructor(
    private readonly queue: NoticeMailQueue,
    private readonly vault: Vault,
    private readonly postman: Postman,
  ) {}

  /** Everything that is due. Ends early when the mail server is away: it is asked again at the next turn. */
  async run(now: Date, stopping?: AbortSignal): Promise<Readonly<Record<string, number>>> {
    const counts: Counts = {
      queued: await this.queue.fill(now),
      sent: 0,
      needless: 0,
      refused: 0,
      givenUp: 0,
      waiting: 0,
    };
    for (let isAway = false; !isAway;) {
      stopping?.throwIfAborted();
      const due = await this.queue.take(now, BATCH);
      if (due.length === 0) break;
      isAway = await this.sendAll(due, now, counts);
    }
    return { ...counts };
  }

  /** True when the server was away; what was not tried then keeps its tries. */
  private async sendAll(due: readonly DueMail[], now: Date, counts: Counts): Promise<boolean> {
    const waiting = [...due];
    let isAway = false;
    const work = async (): Promise<void> => {
      for (let mail = waiting.shift(); mail; mail = waiting.shift()) {
        const settled = isAway ? later(mail, mail.tries, now) : await this.send(mail, now);
        isAway ||= settled.state === "GIVEN_UP" || (settled.state === "PENDING" && settled.tries > mail.tries);
        await this.queue.settle(settled, now);
        counts[COUNTED[settled.state]]++;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return isAway;
  }

  private async send(mail: DueMail, now: Date): Promise<SettledMail> {
    const { id, wanted } = mail;
    const tries = mail.tries + 1;
    if (!wanted) return { id, state: "NEEDLESS", tries: mail.tries, dueAt: now };
    const carried = await this.postman.carry(this.write(mail));
    if (carried !== "AWAY") return { id, state: carried, tries, dueAt: now };
    return tries < TRIES ? later(mail, tries, now) : { id, state: "GIVEN_UP", tries, dueAt: now };
  }

  private write({ id, purpose, addressSealed }: DueMail): Letter {
    const { vault, postman } = this;
    const to = vault.open(addressSealed);
    if (purpose === "NEWS") return letterOf(id, to, postman.hub);
    return codeLetterOf(
      id,
      to,
      postman.hub,
      codeOf((text) => vault.fingerprint(text), id, to),
    );
  }
}

const COUNTED = {
  ...{ SENT: "sent", NEEDLESS: "needless", REFUSED: "refused", GIVEN_UP: "givenUp", PENDING: "waiting" },
} as const satisfies Record<SettledMail["state"], keyof Counts>;

const later = ({ id }: DueMail, tries: number, now: Date): SettledMail => ({
  ...{ id, state: "PENDING", tries },
  dueAt: new Date(now.getTime() + backOff(Math.max(tries, 1), RETRY)),
});
