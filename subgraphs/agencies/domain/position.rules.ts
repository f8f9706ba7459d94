import { isId } from "../../kernel/identifier";
import { decodeCursor } from "../../kernel/paging/paging";
import { badInput } from "../../kernel/refusal";

/*
 * Cursors come back from clients, so their parts are checked before they reach the database: a forged one is
 * BAD_USER_INPUT like any other wrong input.
 */

type Cursor = string | null | undefined;

const SORT_NAME = /^[\p{L}\p{N} ]*$/u;
const DAYS = /^\d{1,7}$/;

/** Sort name and code. */
export const municipalityPosition = (cursor: Cursor): string[] | null =>
  positionOf(cursor, 2, ([name, code]) => SORT_NAME.test(name!) && /^\d{4}$/.test(code!));

/** Sort name and id. */
export const agencyPosition = (cursor: Cursor): string[] | null =>
  positionOf(cursor, 2, ([name, id]) => SORT_NAME.test(name!) && isId(id!));

/** Opening (0 to 2), days since confirmed, id: the order of services. */
export const servicePosition = (cursor: Cursor): string[] | null =>
  positionOf(cursor, 3, ([opening, days, id]) => /^[012]$/.test(opening!) && DAYS.test(days!) && isId(id!));

/** The seven numbers of a rank and the id: the order of what was found. */
export const findingPosition = (cursor: Cursor): string[] | null =>
  positionOf(cursor, 8, (parts) => parts.slice(0, 7).every((part) => DAYS.test(part)) && isId(parts[7]!));

function positionOf(cursor: Cursor, size: number, fits: (parts: string[]) => boolean): string[] | null {
  const parts = decodeCursor(cursor, size);
  if (parts && !fits(parts)) throw badInput("after", "cursor", "This cursor does not belong to this list.");
  return parts;
}
