import type { ServiceFacts } from "./services";

interface Terms {
  readonly ages_from?: number;
  readonly ages_to?: number;
  readonly sexes?: readonly string[];
}

/** What the names of these services say already: refuges and counselling for women, centres for children. */
const OF_PROGRAMME: Readonly<Record<string, Terms>> = {
  "women-shelter": { sexes: ["FEMALE"] },
  "women-counselling": { sexes: ["FEMALE"] },
  kdap: { ages_from: 5, ages_to: 15 },
};

/** A hostel for unaccompanied minors (ασυνόδευτοι ανήλικοι). */
const OF_AGENCY: Readonly<Record<string, Terms>> = { "rc-minors-volos": { ages_to: 17 } };

/** With which terms a service enters the directory; from then on they are its agency's to set. */
export const termsOf = ({ programmeKey, agencyKey }: Pick<ServiceFacts, "programmeKey" | "agencyKey">) => ({
  ...{ ages_from: null, ages_to: null, sexes: [], ...OF_PROGRAMME[programmeKey], ...OF_AGENCY[agencyKey] },
});
