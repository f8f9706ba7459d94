import type { NameSearch } from "../domain/directory-filter.rules";

/**
 * SQL for "the names match the search, or there is none", over a column of searchable text and three parameters from
 * `first` on: see {@link searchValues}. The probes repeat what the readings say in the one form a trigram index can
 * answer; `like all` alone would read the whole table.
 */
export const matchesSearch = (column: string, first: number): string =>
  `($${first}::text[] is null or (${column} like any($${first})
    and (${column} like all($${first + 1}::text[]) or ${column} like all($${first + 2}::text[]))))`;

export const searchValues = (search: NameSearch | null): readonly (readonly string[] | null)[] =>
  search ? [search.probes, search.reading, search.otherReading] : [null, null, null];
