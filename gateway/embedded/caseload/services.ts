import type { DirectoryService, FileOwner, NeedDomain } from "./life";
import type { Profile } from "./needs";
import { CENTRES } from "./places";

/** A service as the caseload refers to it: for which needs, for whom, and for how long it then serves. */
export interface Offer {
  readonly service: DirectoryService;
  readonly fileOwner: FileOwner;
  readonly weight: number;
  readonly fits: (profile: Profile) => boolean;
  /** Working days of a usual service. */
  readonly days: readonly [number, number];
  /** People enrol and stay; the referral closes when they have begun. */
  readonly enrols: boolean;
  /** People sleep there: nobody is in two of these at once. */
  readonly residential: boolean;
}

interface Rule {
  readonly domains: readonly NeedDomain[];
  readonly fits: (profile: Profile) => boolean;
  readonly days: readonly [number, number];
  readonly enrols?: boolean;
  readonly residential?: boolean;
  readonly weight?: number;
}

const adult = ({ age }: Profile) => age >= 18;
const working = ({ age }: Profile) => age >= 18 && age < 67;
const older = ({ age }: Profile) => age >= 65;
const woman = (profile: Profile) => adult(profile) && profile.sex === "FEMALE";
const fromElsewhere = (profile: Profile) =>
  adult(profile) && (profile.group === "MIGRANT" || profile.group === "REFUGEE");

/** By programme; a programme that is not here is never referred to. */
const RULES: Readonly<Record<string, Rule>> = {
  kea: { domains: ["FINANCIAL"], fits: adult, days: [15, 60], enrols: true, weight: 5 },
  "law-4320-2015": { domains: ["FINANCIAL"], fits: adult, days: [15, 60], enrols: true },
  "mutual-aid-fund": { domains: ["FINANCIAL"], fits: adult, days: [3, 25] },
  "basic-goods": { domains: ["FOOD_AND_GOODS"], fits: adult, days: [5, 130], weight: 2 },
  teba: { domains: ["FOOD_AND_GOODS"], fits: adult, days: [10, 60], enrols: true },
  "oaed-training": { domains: ["EMPLOYMENT"], fits: working, days: [40, 130] },
  "oaed-placement": { domains: ["EMPLOYMENT"], fits: working, days: [15, 120] },
  "lifelong-learning": { domains: ["EDUCATION"], fits: adult, days: [15, 60], enrols: true },
  "learning-support": {
    ...{ domains: ["EDUCATION", "CHILDREN"], days: [10, 60], enrols: true },
    fits: ({ age }) => age >= 6 && age < 18,
  },
  "homeless-hostel": { domains: ["HOUSING"], fits: adult, days: [30, 160], residential: true, weight: 2 },
  "night-shelter": { domains: ["HOUSING"], fits: adult, days: [3, 50], residential: true },
  "open-day-centre": { domains: ["HOUSING"], fits: adult, days: [10, 130] },
  "supported-apartments": { domains: ["HOUSING"], fits: adult, days: [60, 200], residential: true },
  "women-shelter": { domains: ["SAFETY"], fits: woman, days: [15, 110], residential: true },
  "women-counselling": { domains: ["SAFETY"], fits: woman, days: [15, 110] },
  kdap: { domains: ["CHILDREN"], fits: ({ age }) => age >= 5 && age <= 12, days: [5, 40], enrols: true, weight: 3 },
  "kdap-amea": {
    ...{ domains: ["CHILDREN", "DISABILITY"], days: [5, 40], enrols: true, weight: 6 },
    fits: ({ age, disabled }) => disabled && age >= 5 && age < 18,
  },
  "psychosocial-counselling": { domains: ["MENTAL_HEALTH"], fits: ({ age }) => age >= 6, days: [20, 130], weight: 2 },
  "mental-health-care": { domains: ["MENTAL_HEALTH"], fits: ({ age }) => age >= 16, days: [40, 200], weight: 2 },
  "mental-health-housing": { domains: ["MENTAL_HEALTH"], fits: adult, days: [100, 240], residential: true },
  "help-at-home": { domains: ["ELDERLY_CARE"], fits: older, days: [5, 40], enrols: true },
  kapi: { domains: ["ELDERLY_CARE"], fits: older, days: [3, 20], enrols: true },
  kifi: { domains: ["ELDERLY_CARE"], fits: older, days: [5, 40], enrols: true },
  accompaniment: { domains: ["DISABILITY", "HEALTH"], fits: (p) => p.disabled || older(p), days: [1, 50] },
  "legal-information": { domains: ["LEGAL"], fits: adult, days: [1, 20] },
  "migrant-integration": { domains: ["INCLUSION"], fits: fromElsewhere, days: [10, 60], enrols: true, weight: 2 },
  "roma-branch": { domains: ["INCLUSION"], fits: (p) => adult(p) && p.group === "ROMA", days: [5, 90], weight: 3 },
  "volunteer-network": { domains: ["INCLUSION"], fits: adult, days: [5, 90] },
};

/** Where an agency takes other people than its programme usually does. */
const EXCEPTIONS: Readonly<Record<string, Partial<Rule>>> = {
  "rc-reception-lavrio/homeless-hostel": { fits: (p) => adult(p) && p.group === "REFUGEE", weight: 6 },
  "rc-minors-volos/homeless-hostel": { fits: (p) => p.kind === "UNACCOMPANIED", days: [60, 200] },
};

const OWNERS: Readonly<Record<string, FileOwner>> = {
  oaed: "oaed",
  ...({ "rc-hostel": "shelters", "md-homeless-hostels": "shelters", "rc-reception-lavrio": "shelters" } as const),
  ...({ "rc-minors-volos": "shelters", "md-house-of-woman/women-shelter": "shelters" } as const),
  "md-kdap-amea": "kdap",
  ...({ "md-family-support": "mental-health", "md-mental-health-hostels": "mental-health" } as const),
  "rc-counselling": "mental-health",
};

/** Who keeps a file of the people a service takes in, or null where nobody does in the hub. */
export const fileOwnerOf = ({ agencyKey, programmeKey }: DirectoryService): FileOwner =>
  OWNERS[agencyKey] ?? OWNERS[`${agencyKey}/${programmeKey}`] ?? null;

export const keyOf = (service: DirectoryService): string => `${service.agencyKey}/${service.programmeKey}`;

export type Offers = ReadonlyMap<NeedDomain, readonly Offer[]>;

/** What each centre can refer to: its own services and those of all partner agencies, by the need they answer. */
export function offersByCentre(services: readonly DirectoryService[]): ReadonlyMap<string, Offers> {
  const centres = new Set(CENTRES.map(({ key }) => key));
  return new Map(
    CENTRES.map(({ key }) => [
      key,
      group(services.filter(({ agencyKey }) => agencyKey === key || !centres.has(agencyKey))),
    ]),
  );
}

function group(services: readonly DirectoryService[]): Offers {
  const offers = new Map<NeedDomain, Offer[]>();
  for (const service of services) {
    const usual = RULES[service.programmeKey];
    if (!usual) continue;
    const rule = { ...usual, ...EXCEPTIONS[keyOf(service)] };
    const offer = toOffer(service, rule);
    for (const domain of rule.domains) offers.set(domain, [...(offers.get(domain) ?? []), offer]);
  }
  return offers;
}

const toOffer = (service: DirectoryService, rule: Rule): Offer => ({
  ...{ service, fileOwner: fileOwnerOf(service), fits: rule.fits, days: rule.days },
  ...{ weight: rule.weight ?? 1, enrols: rule.enrols ?? false, residential: rule.residential ?? false },
});
