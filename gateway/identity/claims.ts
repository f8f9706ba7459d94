import { z } from "zod";
import { isId } from "../../subgraphs/kernel/identifier";
import { ROLES, type Role } from "../../subgraphs/kernel/policy/vocabulary";
import type { Viewer } from "../../subgraphs/kernel/viewer";

/** Roles that mean nothing without the organisation they are held in. */
const IN_AN_ORGANISATION: ReadonlySet<Role> = new Set(["CASEWORKER", "CENTRE_HEAD", "AGENCY_WORKER", "AGENCY_HEAD"]);
/** Roles above organisations: an organisation in their token is not carried into decisions. */
const ABOVE_ORGANISATIONS: ReadonlySet<Role> = new Set(["ANALYST", "DPO"]);
const WITH_AN_AREA: ReadonlySet<Role> = new Set(["ANALYST", "DIRECTORY_EDITOR"]);

export type Claims = Omit<Viewer, "purpose">;

/**
 * A token's claims as the hub understands them: `sub` (a UUID, as identity providers issue it), `role`, `organisation` (an agency's id), `area` (NUTS 2).
 * Fails when the role is unknown, or lacks the organisation or area without which it says nothing.
 */
export const viewerClaims = z
  .object({
    sub: z.string().refine(isId),
    role: z.enum(ROLES),
    organisation: z.string().refine(isId).nullish(),
    area: z
      .string()
      .regex(/^[A-Z]{2}[0-9A-Z]{2}$/)
      .nullish(),
  })
  .refine(({ role, organisation }) => !IN_AN_ORGANISATION.has(role) || organisation, { path: ["organisation"] })
  .refine(({ role, area }) => role !== "ANALYST" || area, { path: ["area"] })
  .transform(({ sub, role, organisation, area }): Claims => ({
    id: sub,
    role,
    organisationId: ABOVE_ORGANISATIONS.has(role) ? null : (organisation ?? null),
    area: WITH_AN_AREA.has(role) ? (area ?? null) : null,
  }));

/** The other way round, for an issuer. */
export const toTokenClaims = ({ role, organisationId, area }: Claims) => ({ role, organisation: organisationId, area });
