import { PERSONAS } from "../../gateway/embedded/personas";
import type { Persona } from "../../gateway/identity/embedded-issuer";
import type { Role } from "../../subgraphs/kernel/policy/vocabulary";
import { seededId } from "../../subgraphs/kernel/identifier";

const worker = (name: string, role: Role, agencyKey: string, key: string): Persona => ({
  name,
  description: name,
  viewer: {
    id: seededId("worker", `${agencyKey}/${key}`),
    role,
    organisationId: seededId("agency", agencyKey),
    area: null,
  },
});

/** Everybody of the demonstration, and the roles and colleagues only tests need. */
export const TEST_PERSONAS: readonly Persona[] = [
  ...PERSONAS,
  worker("head-dirfys", "CENTRE_HEAD", "cc-dirfys-messapia", "head"),
  worker("oaed-colleague", "AGENCY_WORKER", "oaed", "2"),
  worker("oaed-head", "AGENCY_HEAD", "oaed", "head"),
  worker("oaed-system", "SERVICE", "oaed", "system"),
  worker("hostel-colleague", "AGENCY_WORKER", "md-homeless-hostels", "2"),
  worker("programme-manager", "PROGRAMME_MANAGER", "md-homeless-hostels", "manager"),
  worker("legal-information", "AGENCY_WORKER", "md-kyttaro", "1"),
];
