import { importJWK, type CryptoKey, type JWK } from "jose";
import { z } from "zod";
import { ConfigError } from "../config";
import type { Fetch } from "../tls/outgoing";
import { deliverOverHttp } from "./deliver-over-http";
import type { Deliver } from "./domain-event";

const privateKey = z.looseObject({ kty: z.literal("OKP"), crv: z.literal("Ed25519"), kid: z.string(), d: z.string() });
const address = z.tuple([z.string().regex(/^[a-z-]+$/), z.url()]);

/**
 * Who is told what happens at `publisher`, as configured: `name=URL` of each `POST /events`, separated by commas, and
 * the private Ed25519 key, a JWK, with which this owner signs. They are reached by `send`. Throws without quoting either.
 */
export async function readSubscribers(
  publisher: string,
  addresses: string,
  key: string,
  send: Fetch,
): Promise<ReadonlyMap<string, Deliver>> {
  const jwk = readKey(key);
  const signer = { publisher, key: (await importJWK(jwk as JWK, "EdDSA")) as CryptoKey, keyId: jwk.kid };
  const listed = addresses.split(",").filter((entry) => entry.trim() !== "");
  return new Map(
    listed.map((entry) => {
      const [consumer, url] = readAddress(entry);
      return [consumer, deliverOverHttp(signer, consumer, url, send)];
    }),
  );
}

function readKey(text: string): z.infer<typeof privateKey> {
  try {
    return privateKey.parse(JSON.parse(text));
  } catch {
    throw new ConfigError("SIGNING_KEY: not a private Ed25519 JWK with a kid");
  }
}

function readAddress(entry: string): z.infer<typeof address> {
  const [name, ...url] = entry.trim().split("=");
  const parsed = address.safeParse([name, url.join("=")]);
  if (!parsed.success) throw new ConfigError("SUBSCRIBERS: not name=URL, separated by commas");
  return parsed.data;
}
