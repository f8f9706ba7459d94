const DAY = 86_400_000;
const dates = new Map<number, string>();

/** A calendar day as a number that can be counted with: days since 1970. */
export const dayOf = (date: string | Date): number =>
  Math.floor((typeof date === "string" ? Date.parse(date) : date.getTime()) / DAY);

/** Back to YYYY-MM-DD. Remembered: there are far fewer days than people. */
export function dateOf(day: number): string {
  let date = dates.get(day);
  if (!date) dates.set(day, (date = new Date(day * DAY).toISOString().slice(0, 10)));
  return date;
}
