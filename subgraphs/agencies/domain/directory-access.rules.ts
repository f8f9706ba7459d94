import type { Purpose, Role } from "../../kernel/policy/vocabulary";
import { isId } from "../../kernel/identifier";
import type { Viewer } from "../../kernel/viewer";

/** What is asked about: the agency that gives the service, and the regions it gives it in. */
export interface DirectorySubject {
  readonly agencyId: string;
  readonly regionCodes: readonly string[];
}

interface DirectoryRule {
  readonly source: string;
  readonly action: "capacity:write" | "directory:write";
  readonly roles: readonly Role[];
  readonly relation: "OWN_ORGANISATION" | "OWN_AREA";
  readonly purposes: readonly Purpose[];
}

/** Who may change the directory, default deny. It holds no persons, so there is no category and no consent. */
const RULES: readonly DirectoryRule[] = [
  {
    source: "whoever gives a service says how much of it is free; a centre gives services too",
    action: "capacity:write",
    roles: ["AGENCY_WORKER", "AGENCY_HEAD", "SERVICE", "CASEWORKER", "CENTRE_HEAD"],
    relation: "OWN_ORGANISATION",
    purposes: ["CARE", "EMERGENCY"],
  },
  {
    source: "the head of an organisation confirms, closes and reopens its services",
    action: "directory:write",
    roles: ["AGENCY_HEAD", "CENTRE_HEAD"],
    relation: "OWN_ORGANISATION",
    purposes: ["CARE", "OVERSIGHT"],
  },
  {
    source: "the directory's editor does so for the services of their region",
    action: "directory:write",
    roles: ["DIRECTORY_EDITOR"],
    relation: "OWN_AREA",
    purposes: ["CARE", "OVERSIGHT"],
  },
];

/** May this viewer do this to this entry of the directory? Pure, and never throws. */
export function mayWriteDirectory(viewer: Viewer, action: DirectoryRule["action"], subject: DirectorySubject): boolean {
  return RULES.some(
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
