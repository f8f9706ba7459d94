import { badInput, Refusal } from "../../kernel/refusal";

export type Verdict = "UNDER_REVIEW" | "APPROVED" | "REJECTED" | "WITHDRAWN";

/** Where an application can go; what is settled stays. */
const NEXT: Readonly<Record<string, readonly Verdict[]>> = {
  SUBMITTED: ["UNDER_REVIEW", "APPROVED", "REJECTED", "WITHDRAWN"],
  UNDER_REVIEW: ["APPROVED", "REJECTED", "WITHDRAWN"],
};

const LONGEST_TEXT = 500;
const MOST_DOCUMENTS = 30;

/**
 * Refuses with ILLEGAL_TRANSITION, naming what is possible, a verdict that does not follow; with BAD_USER_INPUT a
 * rejection without a reason, and an approval while documents are missing.
 */
export function checkVerdict(
  application: { readonly status: string; readonly missingDocuments: readonly string[] },
  { verdict, reason }: { readonly verdict: Verdict; readonly reason?: string | null },
): void {
  const allowed = NEXT[application.status] ?? [];
  if (!allowed.includes(verdict)) {
    throw new Refusal("ILLEGAL_TRANSITION", "This application cannot be decided like this now.", {
      ...{ state: application.status, allowed },
    });
  }
  if (verdict === "REJECTED" && !reason?.trim()) throw badInput("reason", "required", "Say why it is rejected.");
  if ((reason ?? "").length > LONGEST_TEXT) throw badInput("reason", "length", `At most ${LONGEST_TEXT} characters.`);
  if (verdict === "APPROVED" && application.missingDocuments.length > 0) {
    throw badInput("verdict", "documents", "Documents are still missing.");
  }
}

/** Refuses with BAD_USER_INPUT too many documents, or names that are none. */
export function checkDocuments(documents: readonly string[]): readonly string[] {
  const names = documents.map((name) => name.trim());
  const whole = names.length <= MOST_DOCUMENTS && names.every((name) => name && name.length <= LONGEST_TEXT);
  if (!whole) throw badInput("missingDocuments", "list", `At most ${MOST_DOCUMENTS} names of documents.`);
  return names;
}

/** What a place in a programme entitles to. */
export interface Entitling {
  readonly amountMinor?: number | null;
  readonly currency?: string | null;
  readonly period?: string | null;
}

/** Refuses with BAD_USER_INPUT money without currency or period, or the other way round, and less than nothing. */
export function checkEntitlement({ amountMinor, currency, period }: Entitling): void {
  const given = [amountMinor, currency, period].filter((part) => part !== null && part !== undefined).length;
  if (given !== 0 && given !== 3) throw badInput("amountMinor", "whole", "An amount has a currency and a period.");
  if ((amountMinor ?? 0) < 0) throw badInput("amountMinor", "range", "An amount is not below nothing.");
  if (currency && !/^[A-Z]{3}$/.test(currency)) throw badInput("currency", "format", "A currency is three letters.");
}
