import type { Rule } from "./rule";
import { AGENCY_RULES } from "./rules/agency.rules";
import { CENTRE_RULES } from "./rules/centre.rules";
import { EMERGENCY_RULES } from "./rules/emergency.rules";
import { OFFICER_RULES } from "./rules/officer.rules";

/** The policy about people, default deny. The order does not matter: lines only ever add. */
export const RULES: readonly Rule[] = [...CENTRE_RULES, ...AGENCY_RULES, ...EMERGENCY_RULES, ...OFFICER_RULES];
