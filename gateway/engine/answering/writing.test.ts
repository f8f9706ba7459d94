import { serialize } from "node:v8";
import { inLatin1 } from "./writing.js";

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
