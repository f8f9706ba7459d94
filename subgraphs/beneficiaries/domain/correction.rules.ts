import type { Category } from "../../kernel/policy/vocabulary";
import { badInput } from "../../kernel/refusal";
import { checkText, NOTE_LENGTH } from "./text.rules";

/** What becomes of a claim that something is wrong (GDPR art. 16). */
export const CORRECTION_STATES = ["OPEN", "APPLIED", "REFUSED"] as const;
export type CorrectionState = (typeof CORRECTION_STATES)[number];

/** Why a correction is refused; the person is told (GDPR art. 12(4)). */
export const CORRECTION_REFUSALS = ["NOT_INCORRECT", "NO_EVIDENCE", "NOT_HELD_HERE"] as const;
export type CorrectionRefusal = (typeof CORRECTION_REFUSALS)[number];

/** What can be corrected through the hub: a confidential service hears the person itself (rule 5). */
export const CORRECTABLE: readonly Category[] = [
  "IDENTITY",
  "CONTACT",
  "HOUSEHOLD",
  "FINANCIAL",
  "EMPLOYMENT",
  "HOUSING",
  "CHILDREN",
  "REFERRAL",
];

export interface Claim {
  readonly category: Category;
  readonly field: string;
  readonly wrong: string;
  readonly right: string;
  readonly evidence: string;
}

/** A schema path, such as `employment.registrations.occupation`. */
const FIELD = /^[a-z][A-Za-z]*(\.[a-z][A-Za-z]*){0,5}$/;

/** Every word checked and in its stored form. Refuses with BAD_USER_INPUT, field named. */
export function checkClaim({ category, field, wrong, right, evidence }: Claim): Claim {
  if (!CORRECTABLE.includes(category)) {
    throw badInput("category", "confidential", "A confidential service corrects its records with the person itself.");
  }
  if (!FIELD.test(field)) throw badInput("field", "format", "Name the field as the schema does, such as birthDate.");
  const claim = {
    category,
    field,
    wrong: checkText("wrong", wrong, NOTE_LENGTH),
    right: checkText("right", right, NOTE_LENGTH),
    evidence: checkText("evidence", evidence, NOTE_LENGTH),
  };
  if (claim.wrong === claim.right) throw badInput("right", "same", "Say what is right instead.");
  return claim;
}

/** A refusal needs its reason, an applied correction has none. */
export function checkAnswer(applied: boolean, reason: CorrectionRefusal | null): void {
  if (applied && reason) throw badInput("reason", "superfluous", "A correction that is made needs no reason.");
  if (!applied && !reason) throw badInput("reason", "reason", "Say why it is refused.");
}
