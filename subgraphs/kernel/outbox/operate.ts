import { isId } from "../identifier";
import { drop, listDeadLetters, replay, type DeadLetter } from "./dead-letters";
import { measureLag } from "./lag";
import { RelaySession } from "./relay-session";

export const OPERATIONS = "lag | list | replay <event> | drop <event>";

/**
 * What an operator can do with an owner's outbox, as the application's role: see how far the subscribers are behind and
 * what they did not take, send that again, or give it up. Returns lines for people; they hold ids, never persons' names.
 */
export async function operate(url: string, [operation, event]: readonly string[]): Promise<string[]> {
  const session = new RelaySession(url, "outbox operator");
  try {
    switch (operation) {
      case "lag":
        return (await session.transaction(measureLag)).map((lag) => JSON.stringify(lag));
      case "list":
        return (await session.transaction((query) => listDeadLetters(query))).map(describe);
      case "replay":
        return said(await session.transaction((query) => replay(query, idOf(event))), "It is sent again.");
      case "drop":
        return said(await session.transaction((query) => drop(query, idOf(event))), "It is given up.");
      default:
        throw new Error(OPERATIONS);
    }
  } finally {
    await session.close();
  }
}

const said = (done: boolean, what: string): string[] => [done ? what : "There is no such event that was not taken."];

function idOf(event: string | undefined): string {
  if (event !== undefined && isId(event)) return event;
  throw new Error("Name the event by its id, as list shows it.");
}

const describe = ({ id, consumer, type, state, reason, tries, occurredAt, recordId }: DeadLetter): string =>
  `${id}  ${occurredAt.toISOString()}  ${type}  ${state} by ${consumer}: ${reason}, tries ${tries}, record ${recordId}`;
