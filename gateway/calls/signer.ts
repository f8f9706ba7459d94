import { importJWK, type CryptoKey, type JWK } from "jose";
import { z } from "zod";
import { signCall } from "../../subgraphs/kernel/call/trusted-call";
import type { Call } from "../../subgraphs/kernel/viewer";

/** Makes the token that goes with one call: for this service, this body, this viewer, now. */
export type SignCall = (service: string, body: string, call: Call) => Promise<string>;

const signingKey = z.looseObject({
  kty: z.literal("OKP"),
  crv: z.literal("Ed25519"),
  kid: z.string().min(1),
  x: z.string(),
  d: z.string(),
});

/** From the gateway's private Ed25519 key, a JWK as `keys.ts` writes it. Throws without quoting it when it is none. */
export async function signerFrom(jwk: string): Promise<SignCall> {
  const key = readKey(jwk);
  const imported = (await importJWK(key as JWK, "EdDSA")) as CryptoKey;
  return async (service, body, call) => signCall(imported, key.kid, service, body, call);
}

function readKey(jwk: string): z.infer<typeof signingKey> {
  try {
    return signingKey.parse(JSON.parse(jwk));
  } catch {
    throw new Error("The signing key is not a private Ed25519 JWK with a kid.");
  }
}
