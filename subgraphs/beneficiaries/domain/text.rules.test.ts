import { checkOptionalText, checkText } from "./text.rules";

const INVISIBLE = ["", " \n", "\u200b", "\u3164", "\u2800", "\ufeff\u00ad\u2060"];

describe("words of a person", () => {
  it("are something that is seen, in whatever script", () => {
    for (const text of ["Άννα", "Anna", "أمل", "王", "7", "👍🏽", "…"])
      expect(checkText("note", ` ${text} `, 10)).toBe(text);
    for (const text of INVISIBLE) {
      expect(() => checkText("note", text, 10)).toThrow(
        expect.objectContaining({ extensions: { code: "BAD_USER_INPUT", details: { field: "note", check: "empty" } } }),
      );
    }
  });

  it("may be left out: then nothing that is seen is nothing", () => {
    for (const text of [null, undefined, ...INVISIBLE]) expect(checkOptionalText("note", text, 10)).toBeNull();
    for (const text of ["\u0000", "\u202e"]) expect(() => checkOptionalText("note", text, 10)).toThrow("typed");
  });
});
