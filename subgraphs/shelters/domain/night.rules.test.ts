import fc from "fast-check";
import { athensDay } from "../../kernel/athens";
import { addDays, addMonths, nightOf } from "./night.rules";

const night = (instant: string) => nightOf(new Date(instant));

describe("the night of an instant", () => {
  it("begins on its own day and lasts until six in the morning", () => {
    expect(night("2026-11-21T10:00:00+02:00")).toBe("2026-11-21");
    expect(night("2026-11-21T23:59:59+02:00")).toBe("2026-11-21");
    expect(night("2026-11-22T00:00:00+02:00")).toBe("2026-11-21");
    expect(night("2026-11-22T05:59:59+02:00")).toBe("2026-11-21");
    expect(night("2026-11-22T06:00:00+02:00")).toBe("2026-11-22");
  });

  it("crosses the end of a year", () => {
    expect(night("2027-01-01T01:30:00+02:00")).toBe("2026-12-31");
  });

  it("is one hour shorter when summer time begins (2026-03-29, 03:00 becomes 04:00)", () => {
    expect(night("2026-03-29T02:59:59+02:00")).toBe("2026-03-28");
    expect(night("2026-03-29T04:00:00+03:00")).toBe("2026-03-28");
    expect(night("2026-03-29T05:59:59+03:00")).toBe("2026-03-28");
    expect(night("2026-03-29T06:00:00+03:00")).toBe("2026-03-29");
    expect(night("2026-03-30T05:59:59+03:00")).toBe("2026-03-29");
  });

  it("is one hour longer when summer time ends (2026-10-25, 04:00 becomes 03:00)", () => {
    expect(night("2026-10-25T03:30:00+03:00")).toBe("2026-10-24");
    expect(night("2026-10-25T03:30:00+02:00")).toBe("2026-10-24");
    expect(night("2026-10-25T05:59:59+02:00")).toBe("2026-10-24");
    expect(night("2026-10-25T06:00:00+02:00")).toBe("2026-10-25");
    expect(night("2026-10-26T05:59:59+02:00")).toBe("2026-10-25");
  });

  it("never goes back as time goes on, and is the local day or the one before", () => {
    const instants = fc.date({ min: new Date("2020-01-01"), max: new Date("2035-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 200_000_000 }), (at, later) => {
        expect(nightOf(new Date(at.getTime() + later)) >= nightOf(at)).toBe(true);
        expect([athensDay(at), addDays(athensDay(at), -1)]).toContain(nightOf(at));
      }),
    );
  });
});

describe("calendar days", () => {
  it("are counted without regard to the clocks", () => {
    expect(addDays("2026-03-28", 1)).toBe("2026-03-29");
    expect(addDays("2026-03-29", 1)).toBe("2026-03-30");
    expect(addDays("2026-10-25", 1)).toBe("2026-10-26");
    expect(addDays("2026-01-01", -1)).toBe("2025-12-31");
  });

  it("keep to the end of a shorter month", () => {
    expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
    expect(addMonths("2026-11-21", 24)).toBe("2028-11-21");
  });
});
