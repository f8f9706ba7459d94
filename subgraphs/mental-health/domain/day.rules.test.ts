import fc from "fast-check";
import { DateTime } from "luxon";
import { athensDay } from "../../kernel/athens";
import { addDays, athensInstant } from "./day.rules";

describe("an appointment at ten in the morning", () => {
  it("is at ten on the wall clock before and after the clock changes", () => {
    expect(athensInstant("2026-03-28", "10:00").toISOString()).toBe("2026-03-28T08:00:00.000Z");
    expect(athensInstant("2026-03-29", "10:00").toISOString()).toBe("2026-03-29T07:00:00.000Z");
    expect(athensInstant("2026-10-24", "10:00").toISOString()).toBe("2026-10-24T07:00:00.000Z");
    expect(athensInstant("2026-10-25", "10:00").toISOString()).toBe("2026-10-25T08:00:00.000Z");
  });

  it("stays on its day and hour on any day", () => {
    const days = fc.date({ min: new Date("2016-01-01"), max: new Date("2040-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(days, fc.integer({ min: 8, max: 19 }), (date, hour) => {
        const day = date.toISOString().slice(0, 10);
        const instant = athensInstant(day, `${String(hour).padStart(2, "0")}:30`);
        expect(athensDay(instant)).toBe(day);
        expect(DateTime.fromJSDate(instant, { zone: "Europe/Athens" }).hour).toBe(hour);
      }),
    );
  });
});

describe("a wall-clock time that does not exist, or exists twice", () => {
  it("still gives an instant", () => {
    expect(athensInstant("2026-03-29", "03:30").toISOString()).toBe("2026-03-29T01:30:00.000Z");
    expect(athensInstant("2026-10-25", "03:30").toISOString()).toBe("2026-10-25T00:30:00.000Z");
  });
});

describe("thirty days back", () => {
  it("counts days, not hours", () => {
    expect(addDays("2026-04-10", -30)).toBe("2026-03-11");
  });
});
