/** RFC 4180, with what Excel needs: a byte order mark for Greek, CRLF, and every cell in quotes. */
export const CSV_MARK = "\uFEFF";

/** What stands between cells. A Greek Excel opens a file by double click only with semicolons: the comma is its decimal sign. */
export const SEPARATORS = [",", ";"] as const;
export type Separator = (typeof SEPARATORS)[number];

export type CsvCell = string | number | boolean | null;

/**
 * One line of a CSV file. A cell that a spreadsheet would take for a formula (=, +, -, @, tab, carriage return, also
 * behind blanks or as a full-width sign) begins with an apostrophe, which makes it text (OWASP, CSV injection).
 */
export const csvLine = (cells: readonly CsvCell[], separator: Separator = ","): string =>
  `${cells.map((cell) => `"${harmless(cell === null ? "" : String(cell)).replaceAll('"', '""')}"`).join(separator)}\r\n`;

const FORMULA = /^[\s\u00A0]*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

const harmless = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);
