import { createHash, randomUUID } from "node:crypto";
import type { CryptoKey, JWTVerifyGetKey } from "jose";
import { z } from "zod";
import { PURPOSES, ROLES } from "../policy/vocabulary";
import { Refusal } from "../refusal";
import type { GraphqlRequest } from "../subgraph";
import type { Viewer } from "../viewer";
import { signCompact, verifyCompact } from "./compact-jws";

/** A signed call is accepted this long after it was made, and once. */
export const CALL_LIFETIME_SECONDS = 30;
const CLOCK_TOLERANCE_SECONDS = 5;
const ISSUER = "syndesmos-gateway";

const audienceOf = (subgraph: string): string => `subgraph:${subgraph}`;
const bodyHash = (body: string | Uint8Array): string => createHash("sha256").update(body).digest("base64url");

/** What is signed of a subscription: it has no body of its own, only its part of a socket's messages. */
export const signedText = ({ query, operationName, variables }: GraphqlRequest): Buffer =>
  Buffer.from(JSON.stringify([query, operationName ?? null, variables ?? null]));

export interface SignedCall {
  readonly viewer: Viewer;
  readonly requestId: string;
}

/** A call that was believed, with what makes it one of a kind. */
export interface VerifiedCall extends SignedCall {
  readonly token: string;
  /** The second after which it opens nothing, whatever the clocks tolerate. */
  readonly expires: number;
}

/** Signs one call to one subgraph (a JWT, EdDSA): who asks, for whom, exactly this body, now. */
export function signCall(key: CryptoKey, keyId: string, subgraph: string, body: string, call: SignedCall): string {
  const iat = nowInSeconds();
  return signCompact(key, keyId, {
    ...{ viewer: call.viewer, rid: call.requestId, bh: bodyHash(body) },
    ...{ iss: ISSUER, aud: audienceOf(subgraph), jti: randomUUID(), iat, exp: iat + CALL_LIFETIME_SECONDS },
  });
}

const nowInSeconds = (): number => Math.floor(Date.now() / 1000);

const claims = z.object({
  viewer: z.object({
    id: z.string().min(1),
    role: z.enum(ROLES),
    organisationId: z.string().nullable(),
    area: z.string().nullable(),
    purpose: z.enum(PURPOSES),
  }),
  rid: z.string().max(100),
  bh: z.string(),
  iss: z.literal(ISSUER),
  aud: z.string(),
  jti: z.uuid(),
  iat: z.number(),
  exp: z.number(),
});

/** Not over, not from the future, and not older than any call may become, whatever its end says. */
function isCurrent({ iat, exp }: Pick<z.infer<typeof claims>, "iat" | "exp">): boolean {
  const age = nowInSeconds() - iat;
  const isOver = exp <= nowInSeconds() - CLOCK_TOLERANCE_SECONDS;
  return !isOver && age >= -CLOCK_TOLERANCE_SECONDS && age <= CALL_LIFETIME_SECONDS + CLOCK_TOLERANCE_SECONDS;
}

/**
 * Verifies signed calls for one subgraph, before anything of the body is parsed.
 *
 * Refuses with UNAUTHENTICATED, without saying which check failed: a missing, forged, expired or replayed token,
 * another subgraph's token, another body. Replays are remembered in this process for the lifetime of a token; those of
 * mutations also in the owner's database, see spent-calls.ts.
 */
export class CallVerifier {
  private readonly seen = new Map<string, number>();
  private nextSweep = 0;

  constructor(
    private readonly subgraph: string,
    private readonly keys: JWTVerifyGetKey,
  ) {}

  async verify(authorization: string | undefined, body: Uint8Array): Promise<VerifiedCall> {
    const token = authorization?.match(/^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/)?.[1];
    if (!token) throw untrusted();
    const parsed = await this.read(token);
    if (parsed.bh !== bodyHash(body) || this.isReplay(parsed.jti, parsed.exp)) throw untrusted();
    const { viewer, rid: requestId, jti, exp } = parsed;
    return { viewer, requestId, token: jti, expires: exp + CALL_LIFETIME_SECONDS };
  }

  private async read(token: string): Promise<z.infer<typeof claims>> {
    try {
      const parsed = claims.parse(await verifyCompact(token, this.keys));
      if (parsed.aud !== audienceOf(this.subgraph) || !isCurrent(parsed)) throw untrusted();
      return parsed;
    } catch {
      throw untrusted();
    }
  }

  private isReplay(jti: string, expires: number): boolean {
    const now = Date.now() / 1000;
    if (now > this.nextSweep) {
      for (const [id, end] of this.seen) if (end < now) this.seen.delete(id);
      this.nextSweep = now + CALL_LIFETIME_SECONDS;
    }
    if (this.seen.has(jti)) return true;
    this.seen.set(jti, expires + CALL_LIFETIME_SECONDS);
    return false;
  }
}

export const untrusted = () => new Refusal("UNAUTHENTICATED", "This service answers signed calls of the gateway only.");
