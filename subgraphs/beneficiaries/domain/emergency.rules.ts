import type { Category } from "../../kernel/policy/vocabulary";
import { badInput, Refusal } from "../../kernel/refusal";
import { checkNumber } from "./number.rules";
import { checkText } from "./text.rules";

/** A sentence at least: what has happened to whom. */
const SHORTEST_REASON = 20;
/** What joins, marks or fills, and is no word of a reason. */
const NOT_SEEN = /\p{Cf}/gu;
const LONGEST_REASON = 1000;
const LONGEST_HOURS = 3;

/** Attempts of one person within an hour, successful or not. More are refused: nobody guesses numbers here. */
export const MOST_ATTEMPTS = 10;

export interface NewEmergency {
  /** Either the id of the person or their AMKA, exactly. */
  readonly beneficiaryId?: string | null;
  readonly amka?: string | null;
  readonly reason: string;
  readonly categories: readonly Category[];
  readonly hours: number;
  readonly idempotencyKey?: string | null;
}

export interface CheckedEmergency {
  readonly subject: { readonly id: string } | { readonly amka: string };
  readonly reason: string;
  readonly categories: readonly Category[];
  readonly hours: number;
}

/** Checks what does not depend on anybody. An id that is none is kept: it is answered like an unknown one. */
export function checkEmergency(input: NewEmergency): CheckedEmergency {
  const reason = checkText("reason", input.reason, LONGEST_REASON);
  if (reason.replaceAll(NOT_SEEN, "").length < SHORTEST_REASON) {
    throw badInput("reason", "short", `Write what has happened, in ${SHORTEST_REASON} characters at least.`);
  }
  if (!(input.hours >= 1 && input.hours <= LONGEST_HOURS)) {
    throw badInput("hours", "range", `An emergency access lasts 1 to ${LONGEST_HOURS} hours.`);
  }
  return { subject: readSubject(input), reason, categories: checkOpened(input.categories), hours: input.hours };
}

function readSubject({ beneficiaryId, amka }: NewEmergency): CheckedEmergency["subject"] {
  if (beneficiaryId && amka) throw badInput("amka", "one", "Name the person by id or by AMKA, not by both.");
  if (amka) return { amka: checkNumber("AMKA", amka) };
  if (beneficiaryId) return { id: beneficiaryId };
  throw badInput("beneficiaryId", "empty", "Name the person by id or by AMKA.");
}

/** IDENTITY always belongs to it: nobody is helped who cannot be found. SAFETY never does (rule 6). */
function checkOpened(categories: readonly Category[]): readonly Category[] {
  if (categories.length === 0) throw badInput("categories", "empty", "Choose what you need to see.");
  if (new Set(categories).size < categories.length) throw badInput("categories", "repeated", "Name each one once.");
  if (categories.includes("SAFETY"))
    throw badInput("categories", "never", "No emergency opens what protects from violence.");
  return [...new Set<Category>(["IDENTITY", ...categories])];
}

/** The last refusal of an hour: told to the officers too. */
export const tooManyAttempts = (): Refusal =>
  new Refusal("LIMIT_REACHED", "Too many attempts within an hour. The data protection officer was told.", {
    limit: MOST_ATTEMPTS,
    perMinutes: 60,
  });
