import fc from "fast-check";
import { isStale } from "./freshness.rules";
import { CAPACITY_UNITS } from "./vocabulary";

const NOW = new Date("2026-03-29T12:00:00Z");
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);

describe("how long the word of an agency about free places holds", () => {
  it("holds 24 hours for beds", () => {
    expect(isStale("BED", hoursAgo(24), NOW)).toBe(false);
    expect(isStale("BED", hoursAgo(24.01), NOW)).toBe(true);
  });

  it.each(CAPACITY_UNITS.filter((unit) => unit !== "BED"))("holds 7 days for %s", (unit) => {
    expect(isStale(unit, hoursAgo(7 * 24), NOW)).toBe(false);
    expect(isStale(unit, hoursAgo(7 * 24 + 0.01), NOW)).toBe(true);
  });

  it("never becomes fresh again by itself", () => {
    const hours = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(fc.constantFrom(...CAPACITY_UNITS), hours, hours, (unit, age, more) => {
        const order = [isStale(unit, hoursAgo(age), NOW), isStale(unit, hoursAgo(age + more), NOW)];
        expect(order).not.toEqual([true, false]);
      }),
    );
  });
});
