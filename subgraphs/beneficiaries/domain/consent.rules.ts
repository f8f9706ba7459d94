import { DateTime } from "luxon";
import { ATHENS } from "../../kernel/athens";
import { badInput } from "../../kernel/refusal";

/** A consent lasts two years at most; then the person is asked again. */
const LONGEST_MONTHS = 24;

/** Under this age the guardian consents (law 4624/2019 art. 21; PRIVACY rule 8). */
export const AGE_OF_CONSENT = 15;

/** Who consents for a child must be of age. */
const AGE_OF_MAJORITY = 18;

export interface NewConsent {
  readonly beneficiaryId: string;
  readonly recipientId: string;
  readonly categories: readonly string[];
  readonly purpose: string;
  /** Last day of the consent, in Athens. */
  readonly until: string;
  readonly how: string;
  readonly guardianId?: string | null;
  readonly idempotencyKey?: string | null;
}

/** When a consent ends: with its last day in Athens. Refuses days in the past, and more than 24 months ahead. */
export function checkUntil(until: string, now: Date): Date {
  const start = DateTime.fromJSDate(now, { zone: ATHENS });
  const end = DateTime.fromISO(until, { zone: ATHENS }).endOf("day").startOf("second");
  if (end <= start) throw badInput("until", "past", "A consent must end in the future.");
  if (end > start.plus({ months: LONGEST_MONTHS }).endOf("day")) {
    throw badInput("until", "length", `A consent lasts at most ${LONGEST_MONTHS} months.`);
  }
  return end.toJSDate();
}

/** True when the guardian must consent. Somebody without a known birth date consents for themselves. */
export function needsGuardian(birthDate: string | null, now: Date): boolean {
  return birthDate !== null && isYounger(AGE_OF_CONSENT, birthDate, now);
}

/** True for who may consent for a child. Somebody without a known birth date is taken at their word. */
export function isAdult(birthDate: string | null, now: Date): boolean {
  return birthDate === null || !isYounger(AGE_OF_MAJORITY, birthDate, now);
}

function isYounger(years: number, birthDate: string, now: Date): boolean {
  const birthday = DateTime.fromISO(birthDate, { zone: ATHENS }).plus({ years });
  return DateTime.fromJSDate(now, { zone: ATHENS }) < birthday;
}

/** Refuses an empty or repeated list of categories. */
export function checkCategories(categories: readonly string[]): readonly string[] {
  if (categories.length === 0) throw badInput("categories", "empty", "Name what the consent is for.");
  if (new Set(categories).size < categories.length) throw badInput("categories", "repeated", "Name each one once.");
  return categories;
}
