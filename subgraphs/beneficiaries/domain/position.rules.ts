import { decodeCursor } from "../../kernel/paging/paging";
import { isInstant } from "../../kernel/paging/sort-key";
import { isId } from "../../kernel/identifier";
import { badInput } from "../../kernel/refusal";

/**
 * The place a cursor of people or referrals holds: moment and id. It comes back from clients, so its parts are checked
 * before they reach the database: a forged one is BAD_USER_INPUT like any other wrong input.
 */
export function readPosition(after: string | null | undefined): string[] | null {
  const position = decodeCursor(after, 2);
  if (!position) return null;
  const [at = "", id = ""] = position;
  if (!isInstant(at) || !isId(id)) throw badInput("after", "cursor", "This cursor does not belong to this list.");
  return position;
}
