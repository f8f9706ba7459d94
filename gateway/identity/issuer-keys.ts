import { createRemoteJWKSet, type JWTVerifyGetKey } from "jose";
import { z } from "zod";
import { Refusal } from "../../subgraphs/kernel/refusal";

const TIMEOUT_MS = 5000;
/** How long a key that its issuer withdraws is still believed, while the issuer can be reached (decision 0045). */
const RENEW_MS = 60_000;
/** And how long the keys last known are believed while it cannot: an outage there is none here. */
const OUTAGE_MS = 600_000;
const discovery = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });

/** A token problem, or a signature no key of the issuer fits. Everything else means the issuer cannot be reached. */
const ABOUT_THE_TOKEN = new Set([
  "ERR_JWKS_NO_MATCHING_KEY",
  "ERR_JWKS_MULTIPLE_MATCHING_KEYS",
  "ERR_JOSE_NOT_SUPPORTED",
]);

/**
 * The public keys of an OpenID Connect issuer: found by discovery at the first token, then asked for again every minute
 * (and at an unknown key id, at most every 30 s). While the issuer cannot be reached and its keys are not known,
 * tokens are refused with SERVICE_UNAVAILABLE: a client must not throw a good token away for that.
 */
export class IssuerKeys {
  private found: Promise<JWTVerifyGetKey> | undefined;

  constructor(private readonly issuer: string) {}

  readonly keys: JWTVerifyGetKey = async (header, token) => {
    try {
      return await (
        await this.find()
      )(header, token);
    } catch (error) {
      if (ABOUT_THE_TOKEN.has(String((error as { code?: unknown }).code))) throw error;
      throw new Refusal("SERVICE_UNAVAILABLE", "Sign-in cannot be checked at the moment. Try again.");
    }
  };

  /** Resolves when the issuer has been found. For readiness. */
  async ready(): Promise<void> {
    await this.find();
  }

  private find(): Promise<JWTVerifyGetKey> {
    if (this.found) return this.found;
    const finding = this.discover();
    this.found = finding;
    finding.catch(() => (this.found = undefined));
    return finding;
  }

  private async discover(): Promise<JWTVerifyGetKey> {
    const url = `${this.issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
    const response = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) throw new Error("The issuer has no discovery document.");
    const document = discovery.parse(await response.json());
    if (document.issuer !== this.issuer) throw new Error("The discovery document is another issuer's.");
    const options = { timeoutDuration: TIMEOUT_MS, cacheMaxAge: OUTAGE_MS };
    return renewed(createRemoteJWKSet(new URL(document.jwks_uri), options));
  }
}

/** The same keys, asked for again when a minute is over. Where that fails, those last known stay. */
function renewed(set: ReturnType<typeof createRemoteJWKSet>): JWTVerifyGetKey {
  let renewAt = Date.now() + RENEW_MS;
  return async (header, token) => {
    if (Date.now() >= renewAt) {
      renewAt = Date.now() + RENEW_MS;
      await set.reload().catch(() => undefined);
    }
    return set(header, token);
  };
}
