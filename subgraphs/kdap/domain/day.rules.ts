const DAY_MS = 86_400_000;

/** A calendar day some days later (or earlier). Counted in UTC, where no day is shorter than another. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
