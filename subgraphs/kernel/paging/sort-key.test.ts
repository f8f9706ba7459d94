import { isDay, isInstant } from "./sort-key";

describe("a part of a cursor", () => {
  it("is a day only if the calendar has it, written in full", () => {
    expect(["2026-02-28", "2028-02-29", "0001-01-01", "9999-12-31"].every(isDay)).toBe(true);
    for (const wrong of [
      ...["2026-02-29", "2026-02-30", "2026-13-01", "2026-99-99", "2026-1-1", "2026-2-1", "0000-01-01", "1"],
      ...["", "tomorrow", "infinity", "2026-01-01T00:00", "2026-02-28T00:00:00Z", "+002026-01-01", "٢٠٢٦-٠١-٠١"],
    ]) {
      expect([wrong, isDay(wrong)]).toEqual([wrong, false]);
    }
  });

  it("is an instant only if there is one, in UTC and with milliseconds", () => {
    expect(["2026-02-28T23:59:59.999Z", "2028-02-29T00:00:00.000Z"].every(isInstant)).toBe(true);
    for (const wrong of [
      ...["2026-02-30T00:00:00.000Z", "0000-01-01T00:00:00.000Z", "2026-01-01T24:00:00.000Z", "2026-01-01T00:00:00Z"],
      ...["2026-01-01T00:00:60.000Z", "+275760-09-13T00:00:00.000Z", "-000001-01-01T00:00:00.000Z", "Feb 30 2026"],
      ...["foo 1", "now", "infinity", "", "2026-01-01T00:00:00.000+02:00", "2026-01-01T00:00:00.000Z'--"],
    ]) {
      expect([wrong, isInstant(wrong)]).toEqual([wrong, false]);
    }
  });
});
