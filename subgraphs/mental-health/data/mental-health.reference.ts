import { seededId } from "../../kernel/identifier";

/**
 * The demonstration's units of mental-health care. The agencies are named in the public descriptions; which units they
 * have is not published, so those that are not the agency itself are invented, and marked synthetic.
 */
export interface Unit {
  readonly id: string;
  readonly organisationId: string;
  readonly serviceId: string;
  readonly name: string;
  readonly kind: "COMMUNITY_CENTRE" | "DAY_CENTRE" | "HOSTEL" | "COUNSELLING" | "MOBILE_UNIT";
  readonly synthetic: boolean;
}

const named = { synthetic: false };
const invented = { synthetic: true };

export const UNITS: readonly Unit[] = [
  unit("md-family-support", "psychosocial-counselling", "COUNSELLING", "Κέντρο Στήριξης Οικογένειας", named),
  unit("md-family-support", "mental-health-care", "COMMUNITY_CENTRE", "Κέντρο Ψυχικής Υγείας (υπόδειγμα)", invented),
  unit("md-family-support", "mental-health-care", "DAY_CENTRE", "Κέντρο Ημέρας (υπόδειγμα)", invented),
  unit("md-family-support", "mental-health-care", "MOBILE_UNIT", "Κινητή Μονάδα Ψυχικής Υγείας (υπόδειγμα)", invented),
  unit("md-mental-health-hostels", "mental-health-housing", "HOSTEL", "Ξενώνας αυτόνομης διαβίωσης 1", invented),
  unit("md-mental-health-hostels", "mental-health-housing", "HOSTEL", "Ξενώνας αυτόνομης διαβίωσης 2", invented),
  unit(
    "rc-counselling",
    "psychosocial-counselling",
    "COUNSELLING",
    "Συμβουλευτική και Ψυχοκοινωνική Υποστήριξη Ατόμων και Οικογενειών",
    named,
  ),
];

function unit(
  agency: string,
  programme: string,
  kind: Unit["kind"],
  name: string,
  { synthetic }: { readonly synthetic: boolean },
): Unit {
  return {
    id: seededId("care-unit", `${agency}/${name}`),
    organisationId: seededId("agency", agency),
    serviceId: seededId("service", `${agency}/${programme}`),
    name,
    kind,
    synthetic,
  };
}
