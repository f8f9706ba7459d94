import type { NeedDomain as NeedDomainEnum } from "../../kernel/need-domain.enum";

/** The closed words of the directory. Names follow HSDS 3 (Open Referral) where it has one. */

export type NeedDomain = `${NeedDomainEnum}`;

export const AGENCY_KINDS = [
  "COMMUNITY_CENTRE",
  "COMMUNITY_CENTRE_BRANCH",
  "EMPLOYMENT_SERVICE",
  "SHELTER",
  "CHILD_CENTRE",
  "MENTAL_HEALTH",
  "COMMUNITY_CARE",
  "RED_CROSS",
  "WOMENS_OFFICE",
  "BASIC_GOODS",
  "LIFELONG_LEARNING",
] as const;
export type AgencyKind = (typeof AGENCY_KINDS)[number];

/** What a branch of a Community Centre is for. */
export const BRANCH_KINDS = ["ROMA", "MIGRANT_INTEGRATION"] as const;
export type BranchKind = (typeof BRANCH_KINDS)[number];

export const SITE_KINDS = ["SEAT", "BRANCH", "MOBILE_UNIT"] as const;
export type SiteKind = (typeof SITE_KINDS)[number];

/** RFC 5545 BYDAY. */
export const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export const SERVICE_STATUSES = ["ACTIVE", "INACTIVE", "DEFUNCT", "TEMPORARILY_CLOSED"] as const;
export type ServiceStatus = (typeof SERVICE_STATUSES)[number];

/** Who comes together. */
export const HOUSEHOLDS = ["ALONE", "COUPLE", "WITH_CHILDREN"] as const;
export type Household = (typeof HOUSEHOLDS)[number];

/** What a service asks about somebody before it takes them. */
export const TERMS = ["AGE", "SEX", "HOUSEHOLD"] as const;
export type Term = (typeof TERMS)[number];

export const CAPACITY_UNITS = ["BED", "APARTMENT", "PLACE", "APPOINTMENT", "HOUSEHOLD"] as const;
export type CapacityUnit = (typeof CAPACITY_UNITS)[number];

export const CAPACITY_STATUSES = ["CAPACITY", "NO_CAPACITY", "WAITLIST", "ADDITIONAL_ASSESSMENT_REQUIRED"] as const;
export type CapacityStatus = (typeof CAPACITY_STATUSES)[number];
