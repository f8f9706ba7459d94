import { athensDay } from "./athens";

it("changes the day at midnight in Athens, not in UTC", () => {
  expect(athensDay(new Date("2026-07-01T21:30:00Z"))).toBe("2026-07-02");
  expect(athensDay(new Date("2026-12-01T21:30:00Z"))).toBe("2026-12-01");
});
