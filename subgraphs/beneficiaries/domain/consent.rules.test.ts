import { isAdult, needsGuardian } from "./consent-giver.rules";
import { checkUntil } from "./consent.rules";

const noonInAthens = new Date("2026-03-29T09:00:00Z");

describe("who consents", () => {
  it("a guardian until the day somebody is 15, in Greece", () => {
    expect(needsGuardian("2011-03-30", noonInAthens)).toBe(true);
    expect(needsGuardian("2011-03-29", noonInAthens)).toBe(false);
    expect(needsGuardian(null, noonInAthens)).toBe(false);
    const shortAfterMidnight = new Date("2026-03-28T22:05:00Z");
    expect(needsGuardian("2011-03-29", shortAfterMidnight)).toBe(false);
  });

  it("only who is 18 consents for a child", () => {
    expect(isAdult("2008-03-30", noonInAthens)).toBe(false);
    expect(isAdult("2008-03-29", noonInAthens)).toBe(true);
    expect(isAdult(null, noonInAthens)).toBe(true);
  });
});

describe("the last day of a consent", () => {
  it("ends with the day in Athens, also on the day the clocks change", () => {
    expect(checkUntil("2026-03-29", noonInAthens).toISOString()).toBe("2026-03-29T20:59:59.000Z");
    expect(checkUntil("2026-12-31", noonInAthens).toISOString()).toBe("2026-12-31T21:59:59.000Z");
  });

  it("is today at the earliest and in 24 months at the latest", () => {
    expect(() => checkUntil("2026-03-28", noonInAthens)).toThrow("must end in the future");
    expect(() => checkUntil("2028-03-29", noonInAthens)).not.toThrow();
    expect(() => checkUntil("2028-03-30", noonInAthens)).toThrow("at most 24 months");
  });
});
