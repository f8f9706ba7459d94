import { seededId } from "../../../kernel/identifier";
import { PROGRAMME_SERVICES, type ProgrammeKey, type ProgrammeService } from "./programme-services";

/** A service: one programme as one agency runs it. */
export interface ServiceFacts extends ProgrammeService {
  readonly id: string;
  readonly agencyKey: string;
  readonly agencyId: string;
  readonly programmeKey: ProgrammeKey;
  readonly programmeId: string;
  /** The mere fact that somebody goes there is a secret (PRIVACY rule 5). */
  readonly confidential: boolean;
  readonly nationwide: boolean;
}

const CENTRE: readonly ProgrammeKey[] = ["kea", "law-4320-2015", "learning-support", "legal-information"];

const RUNS: Readonly<Record<string, readonly ProgrammeKey[]>> = {
  "cc-paionia": CENTRE,
  "cc-dirfys-messapia": CENTRE,
  "cc-samothraki": CENTRE,
  oaed: ["oaed-training", "oaed-placement"],
  "lifelong-learning-secretariat": ["lifelong-learning"],
  "rc-hostel": ["homeless-hostel"],
  "md-homeless-hostels": ["homeless-hostel", "night-shelter", "open-day-centre", "supported-apartments"],
  "rc-reception-lavrio": ["homeless-hostel"],
  "rc-minors-volos": ["homeless-hostel"],
  "md-house-of-woman": ["women-counselling", "women-shelter"],
  "md-kyttaro": ["legal-information"],
  "md-kdap-amea": ["kdap", "kdap-amea"],
  "md-family-support": ["psychosocial-counselling", "mental-health-care"],
  "md-mental-health-hostels": ["mental-health-housing"],
  "rc-counselling": ["psychosocial-counselling"],
  "rc-kapi-iraklio": ["kapi"],
  "rc-hah-exarcheia": ["help-at-home"],
  "rc-hah-kolonos": ["help-at-home"],
  "md-hah": ["help-at-home"],
  "md-social-care-units": ["kifi"],
  "md-accompaniment": ["accompaniment"],
  "md-goods-bank": ["basic-goods", "teba", "mutual-aid-fund"],
  "rc-legal-patras": ["legal-information", "migrant-integration"],
  "rc-refugee-centre": ["migrant-integration"],
  "rc-intercultural-lavrio": ["migrant-integration"],
  "rc-mobile-unit": ["volunteer-network"],
  "md-support-network": ["volunteer-network"],
  "md-roma-agios-athanasios": ["roma-branch"],
  "md-roma-aerodromio": ["roma-branch"],
};

/** Refuges, mental health, women's counselling, unaccompanied minors. */
const CONFIDENTIAL: ReadonlySet<string> = new Set([
  "rc-minors-volos",
  "md-house-of-woman",
  "md-family-support",
  "md-mental-health-hostels",
  "rc-counselling",
]);

/** Also whatever has a hidden site: whom it takes must not tell where it is. */
const NATIONWIDE: ReadonlySet<string> = new Set([
  "oaed",
  "lifelong-learning-secretariat",
  "rc-minors-volos",
  "md-house-of-woman",
  "md-mental-health-hostels",
]);

export const agencyIdOf = (agencyKey: string): string => seededId("agency", agencyKey);

export const SERVICES: readonly ServiceFacts[] = Object.entries(RUNS).flatMap(([agencyKey, programmes]) =>
  programmes.map((programmeKey) => ({
    ...PROGRAMME_SERVICES[programmeKey],
    id: seededId("service", `${agencyKey}/${programmeKey}`),
    agencyKey,
    agencyId: agencyIdOf(agencyKey),
    programmeKey,
    programmeId: seededId("programme", programmeKey),
    confidential: CONFIDENTIAL.has(agencyKey),
    nationwide: NATIONWIDE.has(agencyKey),
  })),
);
