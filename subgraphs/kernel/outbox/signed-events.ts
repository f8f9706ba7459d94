import { createHash, randomUUID } from "node:crypto";
import { createLocalJWKSet, decodeJwt, jwtVerify, SignJWT, type CryptoKey, type JSONWebKeySet } from "jose";
import { z } from "zod";
import { ConfigError } from "../config";
import { Refusal } from "../refusal";

/** A signed delivery is accepted this long after it was made. Sent twice it is harmless: events are taken once. */
const LIFETIME_SECONDS = 30;

const issuerOf = (publisher: string): string => `subgraph:${publisher}`;
const audienceOf = (consumer: string): string => `events:${consumer}`;
const bodyHash = (body: string | Uint8Array): string => createHash("sha256").update(body).digest("base64url");

/** Signs one delivery of one publisher to one subscriber (EdDSA): exactly this body, now. */
export const signEvents = (key: CryptoKey, keyId: string, publisher: string, consumer: string, body: string) =>
  new SignJWT({ bh: bodyHash(body) })
    .setProtectedHeader({ alg: "EdDSA", kid: keyId })
    .setIssuer(issuerOf(publisher))
    .setAudience(audienceOf(consumer))
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime(`${LIFETIME_SECONDS}s`)
    .sign(key);

const publisherKeys = z.record(
  z.string().regex(/^[a-z-]+$/),
  z.object({ keys: z.array(z.looseObject({ kty: z.literal("OKP"), kid: z.string() })) }),
);
/** Public keys of those who may publish to a subgraph, each owner's under its name. */
export type PublisherKeys = z.infer<typeof publisherKeys>;

/** Reads them as configured: JSON, an owner's name to its JWKS. Throws without quoting it. */
export function readPublisherKeys(text: string): PublisherKeys {
  try {
    return publisherKeys.parse(JSON.parse(text));
  } catch {
    throw new ConfigError("EVENT_KEYS: not public Ed25519 keys by owner");
  }
}

/**
 * Verifies signed deliveries before anything of the body is parsed, and says whose they are. An owner is believed with
 * its own keys only: one that signs as another is refused like a stranger. Refuses with UNAUTHENTICATED.
 */
export class EventVerifier {
  private readonly keysOf: ReadonlyMap<string, ReturnType<typeof createLocalJWKSet>>;

  constructor(
    private readonly consumer: string,
    keys: PublisherKeys,
  ) {
    const sets = Object.entries(keys).map(([owner, set]) => [owner, createLocalJWKSet(set as JSONWebKeySet)] as const);
    this.keysOf = new Map(sets);
  }

  async verify(authorization: string | undefined, body: Uint8Array): Promise<string> {
    const token = authorization?.match(/^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/)?.[1];
    try {
      const claimed = /^subgraph:([a-z-]+)$/.exec(decodeJwt(token!).iss ?? "")![1]!;
      const { payload } = await jwtVerify(token!, this.keysOf.get(claimed)!, {
        algorithms: ["EdDSA"],
        issuer: issuerOf(claimed),
        audience: audienceOf(this.consumer),
        maxTokenAge: LIFETIME_SECONDS,
        clockTolerance: 5,
      });
      if (payload["bh"] === bodyHash(body)) return claimed;
    } catch {
      // whatever was wrong, the answer is the same
    }
    throw new Refusal("UNAUTHENTICATED", "This service takes events signed by an owner it knows.");
  }
}
