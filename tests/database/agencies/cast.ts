import { seededId } from "../../../subgraphs/kernel/identifier";
import type { Role } from "../../../subgraphs/kernel/policy/vocabulary";

/** Who asks the directory, and about whom. */
export const agencyId = (key: string) => seededId("agency", key);
export const serviceId = (key: string) => seededId("service", key);
export const as = (role: Role, organisation: string | null = null, area: string | null = null) => ({
  id: seededId("worker", "test"),
  role,
  organisationId: organisation && agencyId(organisation),
  area,
  purpose: "CARE" as const,
});
