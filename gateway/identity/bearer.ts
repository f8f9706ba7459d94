import { createHash } from "node:crypto";
import { jwtVerify, type JWTVerifyGetKey } from "jose";
import { LRUCache } from "lru-cache";
import type { Logger } from "pino";
import { z } from "zod";
import { Refusal } from "../../subgraphs/kernel/refusal";
import { viewerClaims, type Claims } from "./claims";
import type { Identified, Identify } from "./identify";
import { PURPOSE_HEADER, purposeOf } from "./purpose";

/** Whose tokens are believed. */
export interface TokenTrust {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: JWTVerifyGetKey;
}

/** Asymmetric only: with these no public key can be taken for a shared secret, and "none" is nothing. */
export const ALGORITHMS = ["RS256", "ES256", "EdDSA"];
const CLOCK_TOLERANCE_SECONDS = 5;
/**
 * A token whose key its issuer withdraws is believed at most this much longer than the key (issuer-keys.ts), and never
 * past its own end. Half a minute, because a token lives for minutes anyway: nothing else ends one before its time.
 */
const REMEMBERED_MS = 30_000;
const REMEMBERED_TOKENS = 10_000;

/** The scope that makes a developer of somebody, beside what else the token says they are. */
const DEVELOPER = "developer";

/** Scopes stand in one text with blanks between (RFC 8693, section 4.2). */
const hasScope = (claim: unknown, scope: string): boolean =>
  typeof claim === "string" && claim.split(" ").includes(scope);

/**
 * Believes bearer tokens of one issuer, made for this hub, not expired. Whatever is wrong with one is UNAUTHENTICATED
 * with the same message; `details.check` tells an expired token, which the client can renew, from any other. The log
 * says which check failed; neither ever holds the token.
 *
 * A token that was believed is for a while recognised by its digest: verifying a signature costs more than all the rest
 * of its request's way to the first question of a database.
 */
export function identifyByToken(trust: TokenTrust, log: Logger): Identify {
  const believed = new LRUCache<string, Believed>({ max: REMEMBERED_TOKENS });
  return async (headers) => {
    const token = headers.authorization?.match(/^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i)?.[1];
    if (!token) throw unauthenticated("token");
    const digest = createHash("sha256").update(token).digest("base64");
    let known = believed.get(digest);
    if (!known || known.until <= Date.now()) believed.set(digest, (known = await believe(token, trust, log)));
    const { claims, mayExplore, ends } = known;
    const viewer = { ...claims, purpose: purposeOf(headers[PURPOSE_HEADER], claims.role) };
    return { viewer, mayExplore, until: ends };
  };
}

interface Believed extends Pick<Identified, "mayExplore"> {
  readonly claims: Claims;
  /** Until when it need not be verified again, in milliseconds. */
  readonly until: number;
  /** When it ends. */
  readonly ends: number;
}

async function believe(token: string, { keys, issuer, audience }: TokenTrust, log: Logger): Promise<Believed> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      requiredClaims: ["exp", "sub"],
    });
    return {
      claims: viewerClaims.parse(payload),
      mayExplore: hasScope(payload["scope"], DEVELOPER),
      until: Math.min(Date.now() + REMEMBERED_MS, payload.exp! * 1000),
      ends: payload.exp! * 1000,
    };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const reason = reasonOf(error);
    log.info({ reason }, "a token was refused");
    throw unauthenticated(reason === "ERR_JWT_EXPIRED" ? "expired" : "token");
  }
}

/** The failed check by its code; of a JWT's own claims also by name. */
function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) return `claim ${error.issues.map((issue) => issue.path.join(".")).join(", ")}`;
  const { code, claim } = error as { code?: string; claim?: string };
  return [code ?? "unknown", ...(code === "ERR_JWT_CLAIM_VALIDATION_FAILED" && claim ? [claim] : [])].join(" ");
}

const unauthenticated = (check: "token" | "expired"): Refusal =>
  new Refusal("UNAUTHENTICATED", "Sign in first: this needs a valid token.", { check });
