import { isId } from "../../kernel/identifier";
import { DIRECTORY_RULES, type DirectoryAction, type DirectoryRule } from "../../kernel/policy/rules/directory.rules";
import type { Role } from "../../kernel/policy/vocabulary";
import type { Viewer } from "../../kernel/viewer";

/** What is asked about: the agency that gives the service, and the regions it gives it in. */
export interface DirectorySubject {
  readonly agencyId: string;
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
    ? viewer.organisationId === subject.agencyId
    : viewer.area !== null && subject.regionCodes.includes(viewer.area);

const INSIDERS: readonly Role[] = ["AGENCY_WORKER", "AGENCY_HEAD", "SERVICE"];

/**
 * The agency whose confidential sites this viewer knows: their own, if they work for an agency. Null for everybody
 * else, centres, editors and analysts included.
 */
export const agencySeenFromInside = ({ role, organisationId }: Viewer): string | null =>
  organisationId !== null && INSIDERS.includes(role) && isId(organisationId) ? organisationId : null;
