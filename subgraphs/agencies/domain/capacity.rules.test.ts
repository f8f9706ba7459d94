import fc from "fast-check";
import { checkCapacity } from "./capacity.rules";
import { CAPACITY_STATUSES } from "./vocabulary";

const refusal = (available: number, maximum: number, status: (typeof CAPACITY_STATUSES)[number]) => {
  try {
    checkCapacity({ available, maximum, status });
    return null;
  } catch (error) {
    const { code, details } = (error as { extensions: { code: string; details: { field: string; check: string } } })
      .extensions;
    return `${code} ${details.field} ${details.check}`;
  }
};

describe("the figures of a capacity", () => {
  it.each([
    [5, 4, "CAPACITY", "BAD_USER_INPUT available maximum"],
    [-1, 4, "CAPACITY", "BAD_USER_INPUT available range"],
    [1.5, 4, "CAPACITY", "BAD_USER_INPUT available range"],
    [1, 100_001, "CAPACITY", "BAD_USER_INPUT maximum range"],
    [0, 4, "CAPACITY", "BAD_USER_INPUT status available"],
    [1, 4, "NO_CAPACITY", "BAD_USER_INPUT status available"],
    [0, 4, "WAITLIST", null],
    [4, 4, "CAPACITY", null],
    [0, 0, "NO_CAPACITY", null],
    [100_000, 100_000, "CAPACITY", null],
  ] as const)("%i of %i, %s: %s", (available, maximum, status, expected) => {
    expect(refusal(available, maximum, status)).toBe(expected);
  });

  it("are never more free than there are, whatever is said", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), fc.constantFrom(...CAPACITY_STATUSES), (available, maximum, status) => {
        const possible = available >= 0 && available <= maximum && maximum <= 100_000;
        expect(possible || refusal(available, maximum, status) !== null).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
