import { NulledPlaces } from "./nulled-places.js";

describe("a place that is null because of what is below it", () => {
  it("is so once it was told, for all that is below it too", () => {
    const nulled = new NulledPlaces();
    nulled.note(["b", 0, "x"], 2);
    expect(nulled.has(["b", 0], 2)).toBe(false);
    nulled.settle(true);
    expect(nulled.has(["b", 0, "what follows is stale"], 2)).toBe(true);
    expect([["b", 0], ["b", 0, "x", 1], ["b"], ["b", 1], []].map((path) => nulled.cover(path))).toEqual([
      ...[true, true, false, false, false],
    ]);
  });

  it("is not, where the part that found it is told as null itself", () => {
    const nulled = new NulledPlaces();
    nulled.note(["b"], 1);
    nulled.settle(false);
    nulled.settle(true);
    expect(nulled.has(["b"], 1)).toBe(false);
  });

  it("may be the whole answer", () => {
    const nulled = new NulledPlaces();
    nulled.note(["a"], 0);
    nulled.settle(true);
    expect(nulled.cover(["a", 1])).toBe(true);
  });
});
