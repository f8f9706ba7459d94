import fc from "fast-check";
import { ageOn, checkAttendance, checkPlace, overlap, type Held, type Meeting } from "./enrolment.rules";

const times = fc.integer({ min: 8, max: 19 }).map((hour) => `${String(hour).padStart(2, "0")}:00`);
const meetings: fc.Arbitrary<Meeting> = fc
  .record({
    weekdays: fc.subarray(["MO", "TU", "WE", "TH", "FR"], { minLength: 1 }),
    hours: fc.uniqueArray(times, { minLength: 2, maxLength: 2 }),
  })
  .map(({ weekdays, hours }) => {
    const [startsAt, endsAt] = hours.toSorted() as [string, string];
    return { weekdays, startsAt, endsAt };
  });

describe("two groups", () => {
  it("collide both ways or not at all, and each with itself", () => {
    fc.assert(
      fc.property(meetings, meetings, (one, other) => {
        expect(overlap(one, other)).toBe(overlap(other, one));
        expect(overlap(one, one)).toBe(true);
      }),
    );
  });

  it("one after the other, or on other days, do not", () => {
    const morning = { weekdays: ["MO"], startsAt: "08:00", endsAt: "10:00" };
    expect(overlap(morning, { ...morning, startsAt: "10:00", endsAt: "12:00" })).toBe(false);
    expect(overlap(morning, { ...morning, weekdays: ["TU"] })).toBe(false);
  });
});

describe("a child's age", () => {
  it("grows on the birthday, also on 29 February", () => {
    expect([ageOn("2016-05-10", "2026-05-09"), ageOn("2016-05-10", "2026-05-10")]).toEqual([9, 10]);
    expect([ageOn("2016-02-29", "2026-02-28"), ageOn("2016-02-29", "2026-03-01")]).toEqual([10, 10]);
  });

  it("must fit the activity on the first day", () => {
    const group = { weekdays: ["MO"], startsAt: "08:00", endsAt: "10:00", agesFrom: 6, agesTo: 9 };
    const term = { termStartsOn: "2026-09-01", termEndsOn: "2027-06-15" };
    const place = (birthDate: string) => () => checkPlace({ ...group, ...term }, { birthDate, from: "2026-11-02" });
    expect(place("2016-11-03")).not.toThrow();
    expect(place("2016-11-02")).toThrow("6 to 9 years");
    expect(place("2020-11-02")).not.toThrow();
    expect(place("2020-11-03")).toThrow("6 to 9 years");
  });
});

describe("a day on the list", () => {
  const held: Held = {
    ...{ weekdays: ["MO", "WE"], startsAt: "14:30", endsAt: "17:00", status: "ENROLLED" },
    ...{ startsOn: "2026-10-01", endsOn: null, termEndsOn: "2027-06-15" },
  };
  const check =
    (day: string, change: Partial<Held> = {}) =>
    () =>
      checkAttendance({ ...held, ...change }, day, "2026-11-20");

  it("is one on which the group met", () => {
    expect(check("2026-11-16")).not.toThrow();
    expect(check("2026-11-17")).toThrow("weekday");
    expect(check("2026-10-28")).toThrow("public holiday");
    expect(check("2026-11-23")).toThrow("still to come");
    expect(check("2026-09-28")).toThrow("no place on this day");
    expect(check("2026-11-16", { endsOn: "2026-11-11", status: "ENDED" })).toThrow("no place on this day");
    expect(check("2026-11-16", { status: "WAITLISTED" })).toThrow("no place in the group");
  });
});
