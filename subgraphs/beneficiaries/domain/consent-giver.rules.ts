import { DateTime } from "luxon";
import { ATHENS } from "../../kernel/athens";
import { badInput } from "../../kernel/refusal";
import { NAME_LENGTH, type Appointed, type ConsentTerms } from "./consent.rules";
import { checkText } from "./text.rules";

/** Under this age the guardian consents (law 4624/2019 art. 21; PRIVACY rule 8). */
export const AGE_OF_CONSENT = 15;

/** Who consents for another must be of age; nobody below it is under judicial support (Civil Code art. 1666). */
const AGE_OF_MAJORITY = 18;

/** Who consents, and in which capacity. */
export type ConsentGiver =
  | { readonly givenBy: "PERSON" }
  | { readonly givenBy: "GUARDIAN"; readonly guardianId: string; readonly name: string }
  | { readonly givenBy: "SUPPORTER" | "APPOINTED_GUARDIAN"; readonly name: string; readonly courtDecision: string };

/** What is known of somebody who may consent or be consented for. */
export interface Consenter {
  readonly id: string;
  readonly birthDate: string | null;
  readonly householdId: string | null;
  readonly householdRole: string | null;
  readonly givenName: string;
  readonly surname: string;
}

/** Who answers for the children of a household; a grown-up child or a lodger does not. */
const PARENTAL_ROLES: ReadonlySet<string> = new Set(["HEAD", "SPOUSE"]);

/**
 * Decides who gives a consent about `person`. Under 15 it is the guardian, an adult with a parental role in the same
 * household (`guardian`, as the viewer sees them, or null) or the one a court appointed to a child without parents here
 * (επίτροπος; Civil Code art. 1589, law 4960/2022 for unaccompanied minors); for somebody under judicial support (δικαστική
 * συμπαράσταση) the supporter a court appointed; for everybody else the person alone.
 */
export function decideGiver(
  terms: Pick<ConsentTerms, "guardianId" | "supporter" | "appointedGuardian">,
  person: Consenter,
  guardian: Consenter | null,
  now: Date,
): ConsentGiver {
  if (needsGuardian(person.birthDate, now)) {
    if (terms.supporter) throw badInput("supporter", "age", "Under 15 the guardian consents.");
    if (!terms.appointedGuardian) return guardianOf(person, guardian, now);
    if (terms.guardianId) throw badInput("appointedGuardian", "guardian", "One guardian consents: name one of them.");
    return { givenBy: "APPOINTED_GUARDIAN", ...appointed("appointedGuardian", terms.appointedGuardian) };
  }
  if (terms.appointedGuardian) {
    throw badInput("appointedGuardian", "age", "This person consents for themselves, or by a supporter.");
  }
  if (terms.guardianId) throw badInput("guardianId", "age", "This person consents for themselves.");
  if (!terms.supporter) return { givenBy: "PERSON" };
  if (!isAdult(person.birthDate, now)) throw badInput("supporter", "age", "Nobody under 18 is under judicial support.");
  return { givenBy: "SUPPORTER", ...appointed("supporter", terms.supporter) };
}

const appointed = (field: string, { name, courtDecision }: Appointed): Appointed => ({
  name: checkText(`${field}.name`, name, NAME_LENGTH),
  courtDecision: checkText(`${field}.courtDecision`, courtDecision, NAME_LENGTH),
});

function guardianOf(person: Consenter, guardian: Consenter | null, now: Date): ConsentGiver {
  const livesThere = person.householdId !== null && guardian?.householdId === person.householdId;
  const isParent = PARENTAL_ROLES.has(guardian?.householdRole ?? "");
  if (!guardian || guardian.id === person.id || !livesThere || !isParent || !isAdult(guardian.birthDate, now)) {
    throw badInput("guardianId", "guardian", "Under 15 the guardian consents: name the parent of the household.");
  }
  return { givenBy: "GUARDIAN", guardianId: guardian.id, name: `${guardian.surname} ${guardian.givenName}` };
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
