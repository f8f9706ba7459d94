import { DateTime } from "luxon";
import { ATHENS, athensDay, athensDayIn } from "../../kernel/athens";
import type { NeedDomain } from "../../kernel/need-domain.enum";
import { RULES } from "../../kernel/policy/rules";
import { CONFIDENTIAL_CATEGORIES, type Category } from "../../kernel/policy/vocabulary";
import { badInput } from "../../kernel/refusal";
import { checkOptionalText, checkText } from "./text.rules";

/** A consent lasts two years at most; then the person is asked again. */
const LONGEST_MONTHS = 24;

/** A form signed longer ago is asked for again: circumstances change. */
const OLDEST_FORM_DAYS = 90;

export const NAME_LENGTH = 200;

/** Somebody a court appointed to speak for another. */
export interface Appointed {
  readonly name: string;
  readonly courtDecision: string;
}

/** What the person agrees to: the part of a consent that its form states. */
export interface ConsentTerms {
  readonly beneficiaryId: string;
  /** One organisation, or else all services of one domain. */
  readonly recipientId?: string | null;
  readonly recipientDomain?: `${NeedDomain}` | null;
  readonly categories: readonly Category[];
  readonly purpose: string;
  /** Last day of the consent, in Athens. */
  readonly until: string;
  readonly guardianId?: string | null;
  readonly supporter?: Appointed | null;
  readonly appointedGuardian?: Appointed | null;
}

/** A consent as it was given, and how. */
export interface NewConsent extends ConsentTerms {
  readonly how: string;
  readonly witness?: string | null;
  readonly form?: { readonly version: string; readonly hash: string; readonly signedOn: string } | null;
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

/**
 * Refuses an empty or repeated list, and one that mixes what is most sensitive with anything else: consent is asked for
 * it alone, so that nobody signs it in passing, and so that only its own insiders ever see such a paper.
 */
export function checkCategories(categories: readonly Category[]): readonly Category[] {
  if (categories.length === 0) throw badInput("categories", "empty", "Name what the consent is for.");
  if (new Set(categories).size < categories.length) throw badInput("categories", "repeated", "Name each one once.");
  if (categories.length > 1 && categories.some((each) => CONFIDENTIAL_CATEGORIES.has(each))) {
    throw badInput("categories", "alone", "Consent to mental health or safety data is asked for on a form of its own.");
  }
  return categories;
}

/** Refuses a purpose that never rests on consent: asking for it would promise a choice there is not. */
export function checkPurpose(purpose: string): void {
  if (RULES.some((rule) => rule.consent && rule.purposes.some((each) => each === purpose))) return;
  throw badInput("purpose", "basis", "What is done for this purpose does not rest on consent.");
}

/** A spoken consent has a witness, who is named; any other has none. */
export function checkWitness({ how, witness }: Pick<NewConsent, "how" | "witness">): string | null {
  if (how === "ORAL_WITNESSED") return checkText("witness", witness ?? "", NAME_LENGTH);
  const named = checkOptionalText("witness", witness, NAME_LENGTH);
  if (named) throw badInput("witness", "how", "Only a spoken consent has a witness.");
  return null;
}

/** A form is signed on a day that has come, and not long ago. */
export function checkSignedOn(signedOn: string, now: Date): string {
  if (signedOn > athensDay(now)) throw badInput("form.signedOn", "future", "Nobody has signed on that day yet.");
  const oldest = athensDayIn(-OLDEST_FORM_DAYS, now);
  if (signedOn < oldest) throw badInput("form.signedOn", "past", `A form is valid for ${OLDEST_FORM_DAYS} days.`);
  return signedOn;
}

export type ConsentState = "IN_FORCE" | "WITHDRAWN" | "SUPERSEDED" | "EXPIRED";

/** Where a consent stands. An event that ended it came first: nothing is withdrawn after it ran out. */
export const consentState = (consent: {
  readonly endedBy: "WITHDRAWN" | "SUPERSEDED" | null;
  readonly expired: boolean;
}): ConsentState => consent.endedBy ?? (consent.expired ? "EXPIRED" : "IN_FORCE");
