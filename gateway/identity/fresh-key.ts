import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from "jose";

/** A new Ed25519 private key as JWK, named by its thumbprint. Without its `d` it is the public key. */
export async function freshSigningKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair("EdDSA", { extractable: true });
  const jwk = await exportJWK(privateKey);
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: "EdDSA", use: "sig" };
}
