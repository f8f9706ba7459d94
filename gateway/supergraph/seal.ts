import { createLocalJWKSet, type JSONWebKeySet, type JWTVerifyGetKey } from "jose";
import { z } from "zod";
import { hashOf } from "../../subgraphs/kernel/hash";
import { ConfigError } from "../../subgraphs/kernel/config";
import { signCompact, verifyCompact } from "../../subgraphs/kernel/call/compact-jws";

const AUDIENCE = "supergraph";
const sealed = z.object({ aud: z.literal(AUDIENCE), sha256: z.string(), iat: z.number() });

/** Who signs supergraphs: a compact JWS (EdDSA) over the text's SHA-256 and the second it was signed. */
export const seal = (text: string, key: Parameters<typeof signCompact>[0], keyId: string): string =>
  signCompact(key, keyId, { aud: AUDIENCE, sha256: hashOf(text), iat: Math.floor(Date.now() / 1000) });

/**
 * Believes supergraphs of some keys only, and none that was signed before the last one used: an old one, put back by
 * whoever can write where it is published, may lead to a subgraph that was left for a reason. To go back, sign anew.
 */
export class Seals {
  private readonly keys: JWTVerifyGetKey;
  private latest = 0;

  /** `jwks`: the public keys, as JSON. Throws ConfigError, which names its `setting` and does not quote it. */
  constructor(jwks: string, setting = "SUPERGRAPH_KEYS") {
    try {
      this.keys = createLocalJWKSet(JSON.parse(jwks) as JSONWebKeySet);
    } catch {
      throw new ConfigError(`${setting}: no JWKS`);
    }
  }

  /** When this text was signed. Rejects, saying what is wrong, unless the signature is one of it. */
  async check(text: string, signature: string): Promise<number> {
    const { sha256, iat } = await this.read(signature);
    if (sha256 !== hashOf(text)) throw new Error("the signature is another text's");
    if (iat < this.latest) throw new Error("it was signed before the one in use");
    return iat;
  }

  /** What was signed then is in use: nothing older is believed from now on. */
  used(signedAt: number): void {
    this.latest = Math.max(this.latest, signedAt);
  }

  private async read(signature: string): Promise<z.infer<typeof sealed>> {
    try {
      return sealed.parse(await verifyCompact(signature.trim(), this.keys));
    } catch {
      throw new Error("it is not signed by a key that is believed");
    }
  }
}
