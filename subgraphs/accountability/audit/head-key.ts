import { createPrivateKey, createPublicKey, sign, verify, type JsonWebKey, type KeyObject } from "node:crypto";
import { z } from "zod";
import { signedPart, type HeadLine } from "./lines";

const jwk = z.looseObject({ kty: z.literal("OKP"), crv: z.literal("Ed25519"), kid: z.string().min(1), x: z.string() });
const jwks = z.object({ keys: z.array(jwk).min(1) });
export type PublicJwk = z.infer<typeof jwk>;

/** Signs heads. Made from a private Ed25519 JWK with a kid; throws without quoting it when it is none. */
export class HeadSigner {
  private readonly key: KeyObject;
  readonly publicJwk: PublicJwk;

  constructor(secret: string) {
    try {
      const { d, ...publicJwk } = jwk.extend({ d: z.string() }).parse(JSON.parse(secret));
      this.key = createPrivateKey({ key: { ...publicJwk, d } as JsonWebKey, format: "jwk" });
      this.publicJwk = publicJwk;
    } catch {
      throw new Error("The head key is not a private Ed25519 JWK with a kid.");
    }
  }

  sign(seq: number, chainHash: Buffer, at: Date): HeadLine {
    const head = { seq, chainHash: chainHash.toString("hex"), at: at.toISOString(), kid: this.publicJwk.kid };
    return { ...head, signature: sign(null, signedPart(head), this.key).toString("base64url") };
  }
}

/** Public keys by id: of a JWKS, or of one JWK (a private one will do; only its public half is used). */
export class HeadKeys {
  private constructor(private readonly keys: ReadonlyMap<string, KeyObject>) {}

  /** Throws when the text holds no such key. */
  static read(text: string): HeadKeys {
    const parsed: unknown = JSON.parse(text);
    const one = jwk.safeParse(parsed);
    const keys = one.success ? [one.data] : jwks.parse(parsed).keys;
    return new HeadKeys(
      new Map(keys.map(({ kty, crv, x, kid }) => [kid, createPublicKey({ key: { kty, crv, x }, format: "jwk" })])),
    );
  }

  believe(head: HeadLine): boolean {
    const key = this.keys.get(head.kid);
    return key !== undefined && verify(null, signedPart(head), key, Buffer.from(head.signature, "base64url"));
  }
}
