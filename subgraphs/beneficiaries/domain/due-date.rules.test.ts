import fc from "fast-check";
import { DateTime } from "luxon";
import { ATHENS } from "../../kernel/athens";
import { after, URGENCIES, type Urgency } from "./due-date.rules";
import { ANSWER_IN } from "./referral.clocks";

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
});
