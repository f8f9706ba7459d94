import { chaos } from "./chaos";

/** The short form of `npm run chaos`. */
it("loses and doubles nothing when the hub and PostgreSQL are killed in the middle of it", async () => {
  const { acknowledged, verdict, postgresKills } = await chaos({
    kills: 2,
    postgresEvery: 2,
    workers: 3,
    answers: 8,
    beds: 12,
  });
  expect(postgresKills).toBe(1);
  expect(acknowledged.stays.length).toBeGreaterThan(0);
  expect(verdict).toEqual(Object.fromEntries(Object.keys(verdict).map((what) => [what, 0])));
}, 240_000);
