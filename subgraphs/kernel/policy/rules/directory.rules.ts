import type { Purpose, Role } from "../vocabulary";

export type DirectoryAction = "directory:write" | "capacity:write";

/** One line about the directory of agencies. It holds no persons, so there is no category and no consent. */
export interface DirectoryRule {
  readonly says: string;
  readonly law: string;
  readonly action: DirectoryAction;
  readonly roles: readonly Role[];
  /** OWN_ORGANISATION: the viewer works for the agency; OWN_AREA: it serves the viewer's region. */
  readonly relation: "OWN_ORGANISATION" | "OWN_AREA";
  readonly purposes: readonly Purpose[];
}

const LAW = "law 4368/2016 art. 4 (registry of agencies); no personal data";

/** Who may change the directory (μητρώο φορέων), default deny. Reading it is open to everybody with a token. */
export const DIRECTORY_RULES: readonly DirectoryRule[] = [
  {
    says: "Whoever gives a service says how much of it is free; a centre gives services too.",
    law: LAW,
    action: "capacity:write",
    roles: ["AGENCY_WORKER", "AGENCY_HEAD", "SERVICE", "CASEWORKER", "CENTRE_HEAD"],
    relation: "OWN_ORGANISATION",
    purposes: ["CARE", "EMERGENCY"],
  },
  {
    says: "The head of an organisation confirms, closes and reopens its services.",
    law: LAW,
    action: "directory:write",
    roles: ["AGENCY_HEAD", "CENTRE_HEAD"],
    relation: "OWN_ORGANISATION",
    purposes: ["CARE", "OVERSIGHT"],
  },
  {
    says: "The directory's editor does so for the services of their region, and says when its municipalities rest.",
    law: LAW,
    action: "directory:write",
    roles: ["DIRECTORY_EDITOR"],
    relation: "OWN_AREA",
    purposes: ["CARE", "OVERSIGHT"],
  },
];
