import { badInput } from "../refusal";

/** More than anyone reads at once; less than anyone can scrape. */
export const MAX_PAGE = 100;

export interface PageRequest {
  readonly first: number;
  readonly after?: string | null;
}

/** One page of a longer list, with what is needed to ask for the next. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly hasNextPage: boolean;
}

/**
 * Checks a page request. `first` must be 1 to 100; refuses with BAD_USER_INPUT otherwise. Repositories then read
 * `first + 1` rows and hand them to {@link toPage}.
 */
export function checkFirst(first: number): number {
  if (!Number.isInteger(first) || first < 1 || first > MAX_PAGE) {
    throw badInput("first", "range", `Ask for 1 to ${MAX_PAGE} at a time.`);
  }
  return first;
}

export const toPage = <Row>(rows: readonly Row[], first: number): Page<Row> => ({
  rows: rows.slice(0, first),
  hasNextPage: rows.length > first,
});

/** A cursor is the sort key of its row: stable while others come and go. Opaque to clients. */
export const encodeCursor = (...key: readonly string[]): string =>
  Buffer.from(JSON.stringify(key)).toString("base64url");

/** PostgreSQL has no text with NUL in it; nor has any sort key. */
const isPart = (part: unknown): part is string => typeof part === "string" && !part.includes("\u0000");

/** Reads a cursor of `size` parts; a missing one is null, anything else refuses with BAD_USER_INPUT. */
export function decodeCursor(cursor: string | null | undefined, size: number): string[] | null {
  if (cursor === null || cursor === undefined) return null;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (Array.isArray(key) && key.length === size && key.every(isPart)) return key;
  } catch {
    // Falls through to the refusal below: a cursor that is not JSON is as wrong as one of another list.
  }
  throw badInput("after", "cursor", "This cursor does not belong to this list.");
}
