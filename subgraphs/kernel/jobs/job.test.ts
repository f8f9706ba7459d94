import { turnOf, type Every } from "./job";

describe("the turn of a job", () => {
  it.each([
    ["2026-11-22T10:14:59Z", "2026-11-22T10:00:00.000Z"],
    ["2026-11-22T10:15:00Z", "2026-11-22T10:15:00.000Z"],
  ])("of a quarter of an hour at %s begins at %s", (now, turn) => {
    expect(turnOf({ minutes: 15 }, new Date(now))).toBe(turn);
  });

  it.each([
    ["2026-11-22T21:59:59Z", "2026-11-22"],
    ["2026-11-22T22:00:00Z", "2026-11-23"],
    ["2026-07-01T20:59:59Z", "2026-07-01"],
    ["2026-07-01T21:00:00Z", "2026-07-02"],
    // The night of the change to winter time has twenty-five hours, and is one day.
    ["2026-10-24T21:00:00Z", "2026-10-25"],
    ["2026-10-25T21:59:59Z", "2026-10-25"],
  ])("of a day at %s is the day of Athens %s", (now, turn) => {
    expect(turnOf("day", new Date(now))).toBe(turn);
  });
});

it("gives every job its turns in the nights in which the clocks change: none is skipped, none comes twice, and a day has one", () => {
  for (const change of ["2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"]) {
    const minutes = Array.from({ length: 48 * 60 }, (_, at) => new Date(Date.parse(change) + (at - 24 * 60) * 60_000));
    const turns = (every: Every): string[] => minutes.map((now) => turnOf(every, now));
    for (const all of [turns({ minutes: 15 }), turns("day")]) expect(all).toEqual([...all].sort());
    expect(new Set(turns({ minutes: 15 })).size).toBe(4 * 48);
    expect(new Set(turns("day")).size).toBe(3);
  }
});
