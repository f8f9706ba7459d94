import fc from "fast-check";
import { DateTime } from "luxon";
import { ATHENS } from "../../kernel/athens";
import { after, URGENCIES, type Urgency } from "./due-date.rules";
import { ANSWER_IN, CLOCKS, startClock } from "./referral.clocks";

const dueAt = (from: Date, urgency: Urgency) => after(from, ANSWER_IN[urgency]);
const athens = (text: string) => DateTime.fromISO(text, { zone: ATHENS }).toJSDate();

describe("when an answer is due", () => {
  it("gives an emergency 24 real hours across the night the clocks go forward", () => {
    expect(dueAt(athens("2026-03-28T12:00"), "EMERGENCY")).toEqual(athens("2026-03-29T13:00"));
  });

  it("gives an emergency 24 real hours across the night the clocks go back", () => {
    expect(dueAt(athens("2026-10-24T12:00"), "EMERGENCY")).toEqual(athens("2026-10-25T11:00"));
  });

  it("keeps the local time of an urgent referral across daylight saving", () => {
    expect(dueAt(athens("2026-03-27T09:00"), "URGENT")).toEqual(athens("2026-03-30T09:00"));
    expect(dueAt(athens("2026-10-23T09:00"), "URGENT")).toEqual(athens("2026-10-26T09:00"));
  });

  it("at a time that the day it ends skips is an hour later on the clock; at one that comes twice it is the first", () => {
    expect(dueAt(new Date("2026-03-26T01:30:00Z"), "URGENT")).toEqual(new Date("2026-03-29T01:30:00Z"));
    expect(dueAt(new Date("2026-10-22T00:30:00Z"), "URGENT")).toEqual(new Date("2026-10-25T00:30:00Z"));
    for (const from of ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"])
      expect(dueAt(new Date(from), "URGENT")).toEqual(new Date("2026-10-28T01:30:00Z"));
  });

  it("counts ten working days around Orthodox Easter", () => {
    expect(dueAt(athens("2026-04-06T10:00"), "ROUTINE")).toEqual(athens("2026-04-22T10:00"));
  });

  it("is always later than the start, and longer for the less urgent", () => {
    const moment = fc.date({ min: new Date("2020-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(moment, (from) => {
        const [emergency, urgent, routine] = URGENCIES.map((urgency) => dueAt(from, urgency).getTime());
        expect(emergency).toBeGreaterThan(from.getTime());
        expect(urgent).toBeGreaterThan(emergency!);
        expect(routine).toBeGreaterThan(urgent!);
      }),
      { numRuns: 300 },
    );
  });

  it("reminds, falls due and expires in that order, whatever the clocks on the wall do meanwhile", () => {
    const changes = ["2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"].map((at) => Date.parse(at));
    // Up to three months before or after, with every minute of the night itself likely.
    const near = fc.oneof(
      fc.integer({ min: -120, max: 120 }),
      fc.constantFrom(1, 2, 3, 20, 60).map((days) => -days * 1440),
      fc.integer({ min: -130_000, max: 130_000 }),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...changes),
        near,
        fc.constantFrom(...CLOCKS),
        fc.constantFrom(...URGENCIES),
        (...all) => {
          const [change, minutes, clock, urgency] = all;
          const from = new Date(change + minutes * 60_000);
          const { remindAt, dueAt: due, expiresAt } = startClock(clock, urgency, from);
          expect(from < remindAt! && remindAt! < due! && (expiresAt === null || due! < expiresAt)).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});
