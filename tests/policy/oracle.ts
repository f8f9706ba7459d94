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
  /** The viewer opened this category of this person in an emergency, and it is open still. */
  readonly opened: boolean;
}

export type Verdict =
  "PUBLIC_TASK OWN" | "PUBLIC_TASK ALL" | "CONSENT ALL" | "VITAL_INTERESTS ALL" | "LEGAL_OBLIGATION ALL" | "no";

/**
 * The privacy rules 1 to 5, read sentence by sentence and not from the table of the code. A second opinion: where the
 * two differ, one of them misread the rules.
 */
export function verdictOf(each: Case): Verdict {
  if (each.purpose === "STATISTICS") return "no";
  if (each.purpose === "EMERGENCY") return emergencyVerdict(each);
  if (each.action === "emergency:review") return reviewVerdict(each);
  if (isHidden(each)) return "no";
  if (each.role === "DPO") return officerVerdict(each);
  if (each.action === "accesslog:read") {
    const head = each.role === "CENTRE_HEAD" && each.relation === "OWN_CENTRE" && each.purpose === "OVERSIGHT";
    return head ? "PUBLIC_TASK ALL" : "no";
  }
  if (each.role === "CASEWORKER" || each.role === "CENTRE_HEAD") return centreVerdict(each);
  if (["AGENCY_WORKER", "AGENCY_HEAD", "SERVICE"].includes(each.role)) return agencyVerdict(each);
  return "no";
}

/** Rule 6: those who help people open what they chose, of anybody, and look at it; protection is never opened. */
function emergencyVerdict({ role, action, category, opened }: Case): Verdict {
  if (!["CASEWORKER", "CENTRE_HEAD", "AGENCY_WORKER", "AGENCY_HEAD"].includes(role)) return "no";
  if (category === "SAFETY") return "no";
  if (action === "emergency:open") return "VITAL_INTERESTS ALL";
  const looks = ["person:read", "need:read", "referral:read", "enrolment:read", "file:read"].includes(action);
  return looks && opened ? "VITAL_INTERESTS ALL" : "no";
}

/** Rule 6: afterwards the officer judges it, and the head of the person's or of the worker's centre. */
function reviewVerdict({ role, relation, category, purpose }: Case): Verdict {
  if (purpose !== "OVERSIGHT" || category === "SAFETY") return "no";
  if (role === "DPO") return "LEGAL_OBLIGATION ALL";
  return role === "CENTRE_HEAD" && (relation === "OWN_CENTRE" || relation === "HOLDER") ? "PUBLIC_TASK ALL" : "no";
}

/** The officer oversees: who looked, what people ask for, and what they are told while their request is open. */
function officerVerdict({ action, relation, purpose }: Case): Verdict {
  if (purpose !== "OVERSIGHT") return "no";
  if (relation === "HOLDER") return "no";
  if (action === "accesslog:read" || action === "request:handle") return "LEGAL_OBLIGATION ALL";
  return relation === "REQUEST_HANDLER" && action.endsWith(":read") ? "LEGAL_OBLIGATION ALL" : "no";
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
  if (purpose !== "CARE" || (relation !== "ADDRESSEE" && relation !== "HOLDER")) return "no";
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
