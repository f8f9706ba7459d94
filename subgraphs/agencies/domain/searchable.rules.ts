import { foldName } from "../../kernel/greek";

/** «Κ.Α.Π.Η.» is also written «ΚΑΠΗ»: both forms must be found. */
const ABBREVIATION_DOT = /(?<=\p{L})\.(?=\p{L}|\s|$)/gu;

/**
 * What the names of one thing are found by: every word folded by the kernel, once, with a blank before each. This is
 * what the kernel's `searchPatterns` match. Written at load; searching never folds a column.
 */
export function searchableText(names: readonly string[]): string {
  const words = names
    .flatMap((name) => [name, name.replace(ABBREVIATION_DOT, "")])
    .flatMap((n) => foldName(n).split(" "));
  return [...new Set(words)]
    .filter(Boolean)
    .map((word) => ` ${word}`)
    .join("");
}

/**
 * Sorts Greek names as a Greek list does, by plain code point: without accents, case, final sigma and punctuation.
 * Stored, so that the order and the cursors made of it do not depend on the collations of a database server.
 */
export const sortableName = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/\p{Mn}+/gu, "")
    .toLocaleUpperCase("el")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
