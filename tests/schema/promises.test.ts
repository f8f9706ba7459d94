import { readFileSync } from "node:fs";

const DOCUMENT = readFileSync("schema/promises.md", "utf8");
const NAMED = [...DOCUMENT.matchAll(/`([\w./-]+\.ts)`\s+"([^"]+)"/g)].map(([, file = "", name = ""]) => ({
  file,
  name,
}));

/** What a promise is proven by: the tests named under its heading. */
const proofsOf = (promise: string): number =>
  (DOCUMENT.split(/^## /m).find((part) => part.startsWith(`${promise} `)) ?? "").match(/\.ts` "/g)?.length ?? 0;

describe("the promises", () => {
  it.each(NAMED)('are proven where it is said: $file "$name"', ({ file, name }) => {
    expect(readFileSync(file, "utf8")).toContain(`"${name}"`);
  });

  it("each have a proof, but for statistics, of which there are none", () => {
    const promises = Array.from({ length: 13 }, (_, at) => `P${at + 1}`);
    expect(promises.filter((promise) => proofsOf(promise) === 0)).toEqual(["P9"]);
  });
});
