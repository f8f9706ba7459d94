import fc from "fast-check";
import { csvLine } from "./csv";

/** A reader of CSV as RFC 4180 has it, for one line. */
const read = (line: string): string[] =>
  [...line.trimEnd().matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map(([, cell = ""]) => cell.replaceAll('""', '"'));

describe("a line of a CSV file", () => {
  it.each(["=1+1", "+30 210", "-1", "@SUM(A1)", "\tx", "\rx", " =cmd|' /C calc'!A0", "＝1", "\u00A0=1"])(
    "makes text of %j, which a spreadsheet would run",
    (text) => {
      expect(csvLine([text])).toBe(`"'${text}"\r\n`);
    },
  );

  it("keeps quotes, commas, lines and Greek as they are", () => {
    expect(csvLine(['Κέντρο "Παιονίας", β', 3, true, null])).toBe('"Κέντρο ""Παιονίας"", β","3","true",""\r\n');
  });

  it("has semicolons for who asks for them", () => {
    expect(csvLine(["α", "=1;2"], ";")).toBe('"α";"\'=1;2"\r\n');
  });

  it("can be read back, and no cell begins like a formula", () => {
    const cells = fc.array(
      fc.string().filter((text) => !/[\r\n]/.test(text)),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(cells, (texts) => {
        const back = read(csvLine(texts));
        expect(back.map((cell, at) => [texts[at], `'${texts[at]}`].includes(cell))).toEqual(texts.map(() => true));
        expect(back.filter((cell) => /^\s*[=+\-@]/.test(cell))).toEqual([]);
      }),
    );
  });
});
