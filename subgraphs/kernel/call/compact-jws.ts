import { KeyObject, sign, verify } from "node:crypto";
import type { CryptoKey, JWTVerifyGetKey } from "jose";
import { z } from "zod";

/** Keys in the form that node signs with, beside the form in which they are loaded and chosen. */
const known = new WeakMap<CryptoKey, KeyObject>();

function keyObjectOf(key: CryptoKey): KeyObject {
  let object = known.get(key);
  if (!object) known.set(key, (object = KeyObject.from(key)));
  return object;
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/**
 * A compact JWS over `payload` (RFC 7515), EdDSA with Ed25519 (RFC 8037). By node's own synchronous functions: the
 * asynchronous ones of the web cost about twice the CPU, and a question over HTTP signs and verifies eight times.
 */
export function signCompact(key: CryptoKey, keyId: string, payload: object): string {
  const signed = `${encode({ alg: "EdDSA", kid: keyId })}.${encode(payload)}`;
  return `${signed}.${sign(null, Buffer.from(signed), keyObjectOf(key)).toString("base64url")}`;
}

/** Exactly what {@link signCompact} writes: no other algorithm, and no extension that would have to be understood. */
const header = z.strictObject({ alg: z.literal("EdDSA"), kid: z.string().min(1) });

/**
 * The payload, once its signature is proven to be of the key that `keys` has under the token's key id. Throws for
 * anything else. What the payload claims, its end among it, is for the caller to check.
 */
export async function verifyCompact(token: string, keys: JWTVerifyGetKey): Promise<unknown> {
  const [head, payload, signature] = token.split(".") as [string, string, string];
  const chosen = header.parse(decode(head));
  const key = keyObjectOf((await keys(chosen, { protected: head, payload, signature })) as CryptoKey);
  if (key.type !== "public" || key.asymmetricKeyType !== "ed25519") throw new Error("not a key to verify calls with");
  const isGenuine = verify(null, Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, "base64url"));
  if (!isGenuine) throw new Error("not signed by this key");
  return decode(payload);
}

const decode = (part: string): unknown => JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
