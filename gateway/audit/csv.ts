/** RFC 4180, with what Excel needs: a byte order mark for Greek, CRLF, and every cell in quotes. */
export const CSV_MARK = "\uFEFF";

/**
 * One line of a CSV file. A cell that a spreadsheet would take for a formula (=, +, -, @, tab, carriage return, also
 * behind blanks or as a full-width sign) begins with an apostrophe, which makes it text (OWASP, CSV injection).
 */
export const csvLine = (cells: readonly (string | number | boolean | null)[]): string =>
  `${cells.map((cell) => `"${harmless(cell === null ? "" : String(cell)).replaceAll('"', '""')}"`).join(",")}\r\n`;

const FORMULA = /^[\s\u00A0]*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

const harmless = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);
