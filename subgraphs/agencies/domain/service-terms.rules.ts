import type { Category } from "../../kernel/policy/vocabulary";
import { badInput } from "../../kernel/refusal";
import type { SexWord } from "../../kernel/sex.enum";
import type { Household } from "./vocabulary";

/** Terms as they are given: what is left out asks nothing. */
export interface GivenTerms {
  readonly agesFrom?: number | null;
  readonly agesTo?: number | null;
  readonly sexes?: readonly SexWord[] | null;
  readonly households?: readonly Household[] | null;
  readonly consentCategories?: readonly Category[] | null;
}

export const OLDEST = 120;

/** The terms as they are stored. Refuses with BAD_USER_INPUT ages nobody has, and a service only for sexes not stated. */
export function checkTerms({ agesFrom = null, agesTo = null, ...given }: GivenTerms) {
  for (const [field, age] of [
    ["agesFrom", agesFrom],
    ["agesTo", agesTo],
  ] as const) {
    if (age !== null && (age < 0 || age > OLDEST)) throw badInput(field, "range", `An age is 0 to ${OLDEST} years.`);
  }
  if (agesFrom !== null && agesTo !== null && agesTo < agesFrom) {
    throw badInput("agesTo", "order", "The oldest age is below the youngest.");
  }
  const sexes = once(given.sexes);
  if (!sexes.every((sex) => sex === "FEMALE" || sex === "MALE")) {
    throw badInput("sexes", "closed", "A service is for women, for men, or for everybody.");
  }
  return {
    ...{ agesFrom, agesTo, sexes },
    households: once(given.households),
    consentCategories: once(given.consentCategories),
  };
}

const once = <T>(words: readonly T[] | null | undefined): T[] => [...new Set(words)];
