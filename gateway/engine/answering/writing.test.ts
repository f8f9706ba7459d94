import { serialize } from "node:v8";
import { inLatin1, ODD, writeJson, writeString } from "./writing.js";

/** V8's own record of a string takes one byte a character, or two. */
const bytesPerCharacter = (text: string): number => Math.floor(serialize(text).length / text.length);

describe("a name of the answer", () => {
  it("takes one byte a character, also where V8 met it in a text with a Greek letter", () => {
    const met = "Ωbeneficiaries".slice(1);
    expect(bytesPerCharacter(met)).toBe(2);
    expect(inLatin1(met)).toBe("beneficiaries");
    expect(bytesPerCharacter(inLatin1(met))).toBe(1);
  });
});

describe("a value written as JSON", () => {
  it.each(["", "Μαρία", 'q"', "\\", "\n\u0000", "\ud800", "😀", "x".repeat(65)])("text %#", (text) => {
    expect(writeString(text)).toBe(JSON.stringify(text));
  });

  it.each([0, -0, 1.5, 2 ** 53, 1e300, Number.NaN, true, false, null, [1, ["α"]], { a: { b: "\u2028" } }])(
    "%p",
    (value) => {
      expect(writeJson(value)).toBe(JSON.stringify(value));
    },
  );

  it("is odd where JSON has no word for it", () => {
    expect(writeJson(undefined)).toBe("null");
    let thrown: unknown;
    try {
      writeJson(() => 1);
    } catch (reason) {
      thrown = reason;
    }
    expect(thrown).toBe(ODD);
  });
});
