import { isId } from "../identifier";
import { checkOperation, type Manual } from "../manual";
import { drop, listDeadLetters, replay, type DeadLetter } from "./dead-letters";
import { measureLag, type Lag } from "./lag";
import { RelaySession } from "./relay-session";

export const OUTBOX_MANUAL: Manual = {
  lag: "how far each subscriber is behind",
  list: "events that were not taken: FAILED ones hold up what came later about the same person",
  "replay <event>": "send one again, as if for the first time",
  "drop <event>": "give one up; what waited for it goes on",
};

/** As many as are listed at once. */
const LISTED = 100;

/**
 * What an operator can do with an owner's outbox, as the application's role: see how far the subscribers are behind and
 * what they did not take, send that again, or give it up. Returns lines for people; they hold ids, never persons' names.
 */
export async function operate(url: string, [operation, event]: readonly string[]): Promise<string[]> {
  checkOperation(OUTBOX_MANUAL, operation);
  const session = new RelaySession(url, "outbox operator");
  try {
    switch (operation) {
      case "lag":
        return listed(await session.transaction(measureLag), describeLag, "Nobody has subscribed yet.");
      case "list":
        return listed(
          await session.transaction((query) => listDeadLetters(query, LISTED)),
          describe,
          "None: every event was taken, or is on its way.",
        );
      case "replay":
        return said(await session.transaction((query) => replay(query, idOf(event))), "It is sent again.");
      default:
        return said(await session.transaction((query) => drop(query, idOf(event))), "It is given up.");
    }
  } finally {
    await session.close();
  }
}

const said = (done: boolean, what: string): string[] => [
  done ? what : "There is no such event among those that were not taken: list shows them.",
];

function idOf(event: string | undefined): string {
  if (event !== undefined && isId(event)) return event;
  throw new Error("Name the event by its id, as list shows it.");
}

const listed = <T>(all: readonly T[], line: (each: T) => string, none: string): string[] => [
  ...(all.length === 0 ? [none] : all.map(line)),
  ...(all.length === LISTED ? [`These are the first ${LISTED}.`] : []),
];

const describeLag = ({ consumer, backlog, oldestSeconds, failed, refused }: Lag): string =>
  `${consumer}: ${backlog} waiting, the oldest for ${Math.ceil(oldestSeconds)} s; ${failed} failed, ${refused} refused`;

const describe = ({ id, consumer, type, state, reason, tries, occurredAt, recordId }: DeadLetter): string =>
  `${id}  ${occurredAt.toISOString()}  ${type}  ${state} by ${consumer}: ${reason}, tries ${tries}, record ${recordId}`;
