import type { Database } from "../../kernel/database/database";
import { isId } from "../../kernel/identifier";
import { checkOperation, type Manual } from "../../kernel/manual";
import { CLOCK } from "../../kernel/viewer";

export const MAIL_MANUAL: Manual = {
  list: "letters that were not delivered, and how many are under way",
  "replay <letter>": "send one again",
  "drop <letter>": "give one up",
};

/** As many as are listed at once. */
const LISTED = 100;

interface GivenUp {
  readonly id: string;
  readonly viewerId: string;
  readonly purpose: string;
  readonly state: string;
  readonly tries: number;
  readonly settledAt: Date;
}

const LIST = `
  select id, viewer_id as "viewerId", purpose, state, tries, settled_at as "settledAt" from notice_mail
  where state in ('REFUSED', 'GIVEN_UP') order by settled_at, id limit ${LISTED}`;

const UNDER_WAY = `
  select count(*)::int as letters, min(due_at) as next from notice_mail where state = 'PENDING'`;

/** Not while another letter to them is under way: that one says the same. A code that is over is not sent again. */
const REPLAY = `
  update notice_mail m set state = 'PENDING', tries = 0, due_at = now(), settled_at = null
  where m.id = $1 and m.state in ('REFUSED', 'GIVEN_UP')
    and (m.purpose = 'NEWS' or uuid_extract_timestamp(m.id) > now() - interval '3 hours')
    and not exists (select from notice_mail o where o.viewer_id = m.viewer_id and o.state = 'PENDING')
  returning m.id`;

const DROP = `update notice_mail set state = 'NEEDLESS' where id = $1 and state in ('REFUSED', 'GIVEN_UP') returning id`;

/**
 * What an operator can do with letters that were not delivered, as the application's role and the clock's: see them,
 * send one again, or give it up. Returns lines for people; they hold ids, never an address.
 */
export async function operateMail(database: Database, [operation, letter]: readonly string[]): Promise<string[]> {
  checkOperation(MAIL_MANUAL, operation);
  switch (operation) {
    case "list":
      return list(database);
    case "replay":
      return said(await change(database, REPLAY, idOf(letter)), "It is sent again.");
    default:
      return said(await change(database, DROP, idOf(letter)), "It is given up.");
  }
}

async function list(database: Database): Promise<string[]> {
  return database.transaction(CLOCK, async (tx) => {
    const givenUp = await tx.query<GivenUp[]>(LIST);
    const [underWay] = await tx.query<{ letters: number; next: Date | null }[]>(UNDER_WAY);
    const { letters, next } = underWay!;
    return [
      ...(givenUp.length === 0 ? ["None: every letter was delivered, or is under way."] : givenUp.map(describe)),
      ...(givenUp.length === LISTED ? [`These are the first ${LISTED}.`] : []),
      ...(next === null ? [] : [`Under way: ${letters}, the next at ${next.toISOString()}.`]),
    ];
  });
}

async function change(database: Database, text: string, id: string): Promise<boolean> {
  const [changed] = await database.transaction(CLOCK, (tx) => tx.query<[object[], number]>(text, [id]));
  return changed.length > 0;
}

const said = (done: boolean, what: string): string[] => [
  done ? what : "There is no such letter, its code is over, or another one to them is under way.",
];

function idOf(letter: string | undefined): string {
  if (letter !== undefined && isId(letter)) return letter;
  throw new Error("Name the letter by its id, as list shows it.");
}

const describe = ({ id, viewerId, purpose, state, tries, settledAt }: GivenUp): string =>
  `${id}  ${settledAt.toISOString()}  ${purpose}  ${state} after ${tries} tries, to worker ${viewerId}`;
