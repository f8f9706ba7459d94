import { seededId } from "../../subgraphs/kernel/identifier";
import type { Role } from "../../subgraphs/kernel/policy/vocabulary";
import type { Persona } from "../identity/embedded-issuer";

const worker = (name: string, role: Role, agencyKey: string, key: string, description: string): Persona => ({
  name,
  description,
  viewer: {
    id: seededId("worker", `${agencyKey}/${key}`),
    role,
    organisationId: seededId("agency", agencyKey),
    area: null,
  },
});

const above = (name: string, role: Role, area: string | null, description: string): Persona => ({
  name,
  description,
  viewer: { id: seededId("worker", name), role, organisationId: null, area },
});

/** NUTS 2 regions of Greece with the names analysts sign in under. */
const REGIONS: readonly (readonly [code: string, name: string])[] = [
  ["EL51", "eastern-macedonia-thrace"],
  ["EL52", "central-macedonia"],
  ["EL53", "western-macedonia"],
  ["EL54", "epirus"],
  ["EL61", "thessaly"],
  ["EL62", "ionian-islands"],
  ["EL63", "western-greece"],
  ["EL64", "central-greece"],
  ["EL65", "peloponnese"],
  ["EL30", "attica"],
  ["EL41", "north-aegean"],
  ["EL42", "south-aegean"],
  ["EL43", "crete"],
];

/** The people one can be in the embedded hub. Nobody real; they exist in development only. */
export const PERSONAS: readonly Persona[] = [
  worker("caseworker", "CASEWORKER", "cc-paionia", "1", "Caseworker at the Community Centre of Paionia"),
  worker("colleague", "CASEWORKER", "cc-paionia", "2", "Another caseworker at the same centre"),
  worker("head", "CENTRE_HEAD", "cc-paionia", "head", "Head of the Community Centre of Paionia"),
  worker("caseworker-dirfys", "CASEWORKER", "cc-dirfys-messapia", "1", "Caseworker at another centre, Dirfys-Messapia"),
  worker("oaed", "AGENCY_WORKER", "oaed", "1", "Counsellor at the employment service"),
  worker("hostel", "AGENCY_WORKER", "md-homeless-hostels", "1", "Worker at the municipal hostels"),
  worker("red-cross-hostel", "AGENCY_WORKER", "rc-hostel", "1", "Worker at the Red Cross hostel"),
  worker("kdap", "AGENCY_WORKER", "md-kdap-amea", "1", "Worker at the children's centre"),
  worker("family-support", "AGENCY_WORKER", "md-family-support", "1", "Worker at the family support centre"),
  worker("house-of-woman", "AGENCY_WORKER", "md-house-of-woman", "1", "Worker at the House of the Woman"),
  worker("goods-bank", "AGENCY_WORKER", "md-goods-bank", "1", "Worker at the food and goods bank"),
  ...REGIONS.map(([code, name]) => above(`analyst-${name}`, "ANALYST", code, `Regional analyst, ${name}`)),
  above("dpo", "DPO", null, "Data protection officer"),
  above("directory-editor", "DIRECTORY_EDITOR", "EL52", "Editor of the directory of Central Macedonia"),
];
