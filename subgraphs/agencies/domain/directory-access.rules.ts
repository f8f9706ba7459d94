import { isId } from "../../kernel/identifier";
import { DIRECTORY_RULES, type DirectoryAction, type DirectoryRule } from "../../kernel/policy/rules/directory.rules";
import type { Role } from "../../kernel/policy/vocabulary";
import type { Viewer } from "../../kernel/viewer";

/** What is asked about: the agency that gives the service, and the regions it gives it in. A place has no agency. */
export interface DirectorySubject {
  readonly agencyId: string | null;
  readonly regionCodes: readonly string[];
}

/** May this viewer do this to this entry of the directory? Pure, and never throws. */
export function mayWriteDirectory(viewer: Viewer, action: DirectoryAction, subject: DirectorySubject): boolean {
  return DIRECTORY_RULES.some(
    (rule) =>
      rule.action === action &&
      rule.roles.includes(viewer.role) &&
      rule.purposes.includes(viewer.purpose) &&
      stands(viewer, rule.relation, subject),
  );
}

const stands = (viewer: Viewer, relation: DirectoryRule["relation"], subject: DirectorySubject): boolean =>
  relation === "OWN_ORGANISATION"
    ? viewer.organisationId !== null && viewer.organisationId === subject.agencyId
    : viewer.area !== null && subject.regionCodes.includes(viewer.area);

const INSIDERS: readonly Role[] = ["AGENCY_WORKER", "AGENCY_HEAD", "SERVICE"];
const REFERRERS: readonly Role[] = ["CASEWORKER", "CENTRE_HEAD"];

/** What one viewer may know of confidential services and of the sites nobody may find (PRIVACY rule 5). */
export interface Sight {
  /** The one agency whose confidential services and sites the viewer knows whole: their own. */
  readonly inside: string | null;
  /**
   * Confidential services are there by name: what they are for, whom they take, whether they take anybody. Never
   * where, by what telephone, or how full. Whoever refers must know as much; for all others there is no such service.
   */
  readonly byName: boolean;
}

/** By role and organisation alone: what is hidden from a viewer is hidden for every purpose. */
export const sightOf = ({ role, organisationId }: Viewer): Sight => ({
  inside: organisationId !== null && INSIDERS.includes(role) && isId(organisationId) ? organisationId : null,
  byName: REFERRERS.includes(role),
});
