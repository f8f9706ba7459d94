import fc from "fast-check";
import { athensDay } from "../../kernel/athens";
import { addDays } from "./day.rules";
import { termAfter, termOn, termsDuring } from "./term.rules";

const days = fc
  .date({ min: new Date("2015-01-01"), max: new Date("2045-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe("the terms of a children's centre", () => {
  it("change on 1 September and on 16 June", () => {
    expect(termOn("2026-08-31").key).toBe("2026-summer");
    expect(termOn("2026-09-01").key).toBe("2026-school");
    expect(termOn("2027-06-15").key).toBe("2026-school");
    expect(termOn("2027-06-16").key).toBe("2027-summer");
  });

  it("leave no day without a term, and none with two", () => {
    fc.assert(
      fc.property(days, (day) => {
        const term = termOn(day);
        expect(term.startsOn <= day && day <= term.endsOn).toBe(true);
        expect(termAfter(term).startsOn).toBe(addDays(term.endsOn, 1));
      }),
    );
  });

  it("cover a period from its first day to its last", () => {
    fc.assert(
      fc.property(days, fc.nat(1500), (from, length) => {
        const terms = termsDuring(from, addDays(from, length));
        expect(terms[0]).toEqual(termOn(from));
        expect(terms.at(-1)).toEqual(termOn(addDays(from, length)));
      }),
    );
  });
});

describe("today in Greece", () => {
  it("begins at local midnight, in winter and in summer time", () => {
    expect(athensDay(new Date("2026-01-10T21:59:00Z"))).toBe("2026-01-10");
    expect(athensDay(new Date("2026-01-10T22:00:00Z"))).toBe("2026-01-11");
    expect(athensDay(new Date("2026-07-10T20:59:00Z"))).toBe("2026-07-10");
    expect(athensDay(new Date("2026-07-10T21:00:00Z"))).toBe("2026-07-11");
  });

  it("counts days across the change of the clock", () => {
    expect(addDays("2026-03-28", 2)).toBe("2026-03-30");
    expect(addDays("2026-10-26", -2)).toBe("2026-10-24");
  });
});
