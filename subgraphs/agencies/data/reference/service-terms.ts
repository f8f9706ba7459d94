import type { ServiceFacts } from "./services";

interface Terms {
  readonly ages_from?: number;
  readonly ages_to?: number;
  readonly sexes?: readonly string[];
  readonly consent_categories?: readonly string[];
}

/** What the names and requirements of these services say already: refuges for women, centres for children, homes. */
const OF_PROGRAMME: Readonly<Record<string, Terms>> = {
  "women-shelter": { sexes: ["FEMALE"] },
  "women-counselling": { sexes: ["FEMALE"] },
  kdap: { ages_from: 5, ages_to: 15 },
  // Who lets a home to somebody asks where they lived and what they can contribute to it.
  "supported-apartments": { consent_categories: ["HOUSING", "FINANCIAL"] },
  // It takes people in a stable phase, and must be allowed to know that.
  "mental-health-housing": { consent_categories: ["MENTAL_HEALTH"] },
};

/** A hostel for unaccompanied minors (ασυνόδευτοι ανήλικοι). */
const OF_AGENCY: Readonly<Record<string, Terms>> = { "rc-minors-volos": { ages_to: 17 } };

/** With which terms a service enters the directory; from then on they are its agency's to set. */
export const termsOf = ({ programmeKey, agencyKey }: Pick<ServiceFacts, "programmeKey" | "agencyKey">) => ({
  ...{ ages_from: null, ages_to: null, sexes: [], consent_categories: [] },
  ...OF_PROGRAMME[programmeKey],
  ...OF_AGENCY[agencyKey],
});
