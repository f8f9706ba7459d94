import { athensDay, athensDayIn } from "./athens";

it("changes the day at midnight in Athens, not in UTC", () => {
  expect(athensDay(new Date("2026-07-01T21:30:00Z"))).toBe("2026-07-02");
  expect(athensDay(new Date("2026-12-01T21:30:00Z"))).toBe("2026-12-01");
});

it.each([
  ["the night without 03:30", "2026-03-28T22:00:00Z", "2026-03-29T20:59:59Z", "2026-03-29"],
  ["the night with 03:30 twice", "2026-10-24T21:00:00Z", "2026-10-25T21:59:59Z", "2026-10-25"],
])("%s belongs to one day, from its first second to its last", (_, first, last, day) => {
  for (let at = Date.parse(first); at <= Date.parse(last); at += 15 * 60_000) expect(athensDay(new Date(at))).toBe(day);
  expect(athensDay(new Date(last))).toBe(day);
  expect([athensDay(new Date(Date.parse(first) - 1)), athensDay(new Date(Date.parse(last) + 1000))]).not.toContain(day);
});

it("counts days by the calendar, across the nights that are longer or shorter", () => {
  expect(athensDayIn(-91, new Date("2026-11-22T21:30:00Z"))).toBe("2026-08-23");
  expect(athensDayIn(91, new Date("2026-08-23T20:30:00Z"))).toBe("2026-11-22");
  expect(athensDayIn(1, new Date("2026-03-28T22:30:00Z"))).toBe("2026-03-30");
});
