import type { Action, Category, Purpose, Relation, Role } from "../../subgraphs/kernel/policy/vocabulary";

/** One question about one person, spelled out. */
export interface Case {
  readonly role: Role;
  readonly purpose: Purpose;
  readonly action: Action;
  readonly category: Category;
  readonly relation: Relation;
  readonly insider: boolean;
  /** The person agreed that the viewer's organisation sees this category for this purpose. */
  readonly consented: boolean;
}

export type Verdict = "PUBLIC_TASK OWN" | "PUBLIC_TASK ALL" | "CONSENT ALL" | "no";

/**
 * The privacy rules 1 to 5, read sentence by sentence and not from the table of the code. A second opinion: where the
 * two differ, one of them misread the rules.
 */
export function verdictOf(each: Case): Verdict {
  if (isHidden(each)) return "no";
  if (each.purpose === "STATISTICS" || each.purpose === "EMERGENCY") return "no";
  if (each.role === "CASEWORKER" || each.role === "CENTRE_HEAD") return centreVerdict(each);
  if (["AGENCY_WORKER", "AGENCY_HEAD", "SERVICE"].includes(each.role)) return agencyVerdict(each);
  return "no";
}

/** Rule 5: a confidential service exists for its own workers, the author and the supervisor. */
function isHidden({ category, relation, insider }: Case): boolean {
  if (category !== "MENTAL_HEALTH" && category !== "SAFETY") return false;
  return relation !== "HOLDER" && !insider;
}

/** Rules 1 and 3: the people of the own centre; of agencies' files what was agreed to; overseeing changes nothing. */
function centreVerdict({ relation, action, category, purpose, consented }: Case): Verdict {
  if (relation !== "OWN_CENTRE") return "no";
  const [subject, verb] = action.split(":");
  const ofRecord = ["IDENTITY", "CONTACT", "HOUSEHOLD", "FINANCIAL", "REFERRAL"].includes(category);
  if (subject === "person" || subject === "need" || subject === "consent") {
    return ofRecord && (verb === "read" || purpose === "CARE") ? "PUBLIC_TASK ALL" : "no";
  }
  if (action === "referral:send") return ofRecord && purpose === "CARE" ? "PUBLIC_TASK ALL" : "no";
  if (action === "referral:read") return category === "REFERRAL" ? "PUBLIC_TASK ALL" : "no";
  if (purpose !== "CARE") return "no";
  if (subject === "enrolment" && (category === "FINANCIAL" || category === "HOUSEHOLD")) return "PUBLIC_TASK ALL";
  return (action === "file:read" || action === "enrolment:read") && isOfFiles(category) && consented
    ? "CONSENT ALL"
    : "no";
}

/** Rule 2: who was referred to it, for care; its own records; more by consent. */
function agencyVerdict({ relation, action, category, purpose, insider, consented: agreed }: Case): Verdict {
  const isConfidential = category === "MENTAL_HEALTH" || category === "SAFETY";
  const consented = agreed && (insider || !isConfidential);
  if (purpose !== "CARE" || relation === "NONE" || relation === "OWN_CENTRE") return "no";
  if (action === "file:read" || action === "enrolment:read") {
    if (isOfFiles(category) && consented) return "CONSENT ALL";
    return relation === "HOLDER" && isRecorded(category) ? "PUBLIC_TASK OWN" : "no";
  }
  if (action === "file:write") return relation === "HOLDER" && isRecorded(category) ? "PUBLIC_TASK OWN" : "no";
  if (relation !== "ADDRESSEE") return "no";
  if (action === "referral:read" || action === "referral:answer")
    return category === "REFERRAL" ? "PUBLIC_TASK OWN" : "no";
  if (action !== "person:read" && action !== "need:read") return "no";
  if (category === "IDENTITY" || category === "CONTACT") return "PUBLIC_TASK OWN";
  return ["HOUSEHOLD", "FINANCIAL", "REFERRAL"].includes(category) && consented ? "CONSENT ALL" : "no";
}

/** What agencies keep about a person. */
const isOfFiles = (category: Category): boolean =>
  ["FINANCIAL", "EMPLOYMENT", "HOUSING", "CHILDREN", "MENTAL_HEALTH", "SAFETY"].includes(category);

/** And what they may have recorded themselves: help at home and legal advice touch the household. */
const isRecorded = (category: Category): boolean => isOfFiles(category) || category === "HOUSEHOLD";
