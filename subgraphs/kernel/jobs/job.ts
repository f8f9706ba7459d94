import { athensDay } from "../athens";

/** Work that an owner does by itself, again and again, whoever of its instances does it. */
export interface Job {
  /** Unique within the owner, snake_case. */
  readonly name: string;
  readonly every: Every;
  /**
   * Does all that is due at `now`. Safe to repeat: an instance that dies is followed by another. Answers counts only.
   * Work in batches ends between two of them, by throwing, once `stopping` is aborted: another instance goes on.
   */
  readonly run: (now: Date, stopping?: AbortSignal) => Promise<Readonly<Record<string, number>>>;
}

/** So many minutes, counted from midnight UTC; or once in a day of Athens. */
export type Every = { readonly minutes: number } | "day";

/** The turn that `now` belongs to, as a text that only grows. Each turn is taken once. */
export function turnOf(every: Every, now: Date): string {
  if (every === "day") return athensDay(now);
  const length = every.minutes * 60_000;
  return new Date(Math.floor(now.getTime() / length) * length).toISOString();
}
