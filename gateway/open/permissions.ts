import type { IncomingHttpHeaders } from "node:http";
import { jwtVerify } from "jose";
import { z } from "zod";
import { Refusal } from "../../subgraphs/kernel/refusal";
import { NOBODY, type Permissions } from "../planning/document/access";
import { ALGORITHMS } from "../identity/bearer";
import { IssuerKeys } from "../identity/issuer-keys";

/** What a request's headers say about who asks. */
export type PermissionsOf = (headers: IncomingHttpHeaders) => Promise<Proven>;

export interface Proven {
  readonly permissions: Permissions;
  /** When the token ends, in milliseconds since 1970; undefined where there is none. */
  readonly until?: number;
  /** Whom the token is of. */
  readonly subject?: string;
}

/** Without an issuer nobody can prove anything: what a supergraph guards stays closed. */
export const nobody: PermissionsOf = () => Promise.resolve({ permissions: NOBODY });

const claims = z.object({ scope: z.string().default(""), policies: z.array(z.string()).default([]) });

/**
 * Believes bearer tokens of one OpenID Connect issuer: scopes from the claim `scope`, the policies that hold from
 * `policies`. No token is nobody; one that does not hold is UNAUTHENTICATED.
 */
export function byToken(issuer: string, audience: string): PermissionsOf {
  const { keys } = new IssuerKeys(issuer);
  return async ({ authorization }) => {
    if (authorization === undefined) return { permissions: NOBODY };
    const token = /^Bearer +([\w.-]+)$/i.exec(authorization)?.[1] ?? "";
    try {
      const { payload } = await jwtVerify(token, keys, { issuer, audience, algorithms: ALGORITHMS });
      const { scope, policies } = claims.parse(payload);
      const until = payload.exp === undefined ? {} : { until: payload.exp * 1000 };
      const whose = { ...until, ...(payload.sub !== undefined && { subject: payload.sub }) };
      const permissions = { isAuthenticated: true, scopes: new Set(scope.split(" ")), policies: new Set(policies) };
      return { permissions, ...whose };
    } catch (error) {
      if (error instanceof Refusal) throw error;
      throw new Refusal("UNAUTHENTICATED", "This token is not valid here.", { check: "token" });
    }
  };
}
