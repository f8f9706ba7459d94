import { decodeCursor } from "../../kernel/paging/paging";
import { isId } from "../../kernel/identifier";
import { badInput } from "../../kernel/refusal";

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/**
 * The place a cursor of people or referrals holds: moment and id. It comes back from clients, so its parts are checked
 * before they reach the database: a forged one is BAD_USER_INPUT like any other wrong input.
 */
export function readPosition(after: string | null | undefined): string[] | null {
  const position = decodeCursor(after, 2);
  if (!position) return null;
  const [at = "", id = ""] = position;
  const fits = INSTANT.test(at) && !Number.isNaN(Date.parse(at)) && isId(id);
  if (!fits) throw badInput("after", "cursor", "This cursor does not belong to this list.");
  return position;
}
