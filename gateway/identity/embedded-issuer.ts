import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { createLocalJWKSet, importJWK, SignJWT, type CryptoKey, type JSONWebKeySet, type JWK } from "jose";
import { notFound } from "../../subgraphs/kernel/refusal";
import type { TokenTrust } from "./bearer";
import { toTokenClaims, type Claims } from "./claims";
import { freshSigningKey } from "./fresh-key";

/** A made-up person of the synthetic caseload whom anybody at this machine may be. */
export interface Persona {
  /** What is typed to become this persona: kebab-case. */
  readonly name: string;
  readonly description: string;
  readonly viewer: Claims;
}

export interface IssuerOptions {
  /** Where the key is kept, so that tokens outlive a restart. */
  readonly directory: string;
  readonly personas: readonly Persona[];
  readonly production: boolean;
  readonly audience?: string;
}

export interface IssuedToken {
  readonly token: string;
  readonly tokenType: "Bearer";
  /** Seconds. */
  readonly expiresIn: number;
}

export const EMBEDDED_ISSUER = "urn:syndesmos:embedded";
export const DEFAULT_AUDIENCE = "syndesmos";
/** Seconds a token lives that the endpoint gives, and one that was asked for on the command line. */
export const ENDPOINT_LIFETIME = 15 * 60;
export const COMMAND_LIFETIME = 8 * 60 * 60;
const KEY_FILE = "persona-key.json";

/**
 * Gives out tokens for personas, without a password: for development and demonstration on one machine. It refuses to
 * exist in production mode, because whoever reaches it is whoever they say.
 */
export class EmbeddedIssuer {
  private constructor(
    readonly personas: readonly Persona[],
    private readonly audience: string,
    private readonly key: CryptoKey,
    private readonly publicKey: JWK,
  ) {}

  /** Makes the key the first time. Two processes may open one directory at once: they share the key. */
  static async open({ directory, personas, production, audience }: IssuerOptions): Promise<EmbeddedIssuer> {
    if (production) throw new Error("The embedded issuer gives tokens to anybody: it does not exist in production.");
    const { d, ...publicKey } = await keepKey(path.join(directory, KEY_FILE));
    const key = (await importJWK({ ...publicKey, d }, "EdDSA")) as CryptoKey;
    return new EmbeddedIssuer(personas, audience ?? DEFAULT_AUDIENCE, key, publicKey);
  }

  /** A token for a persona by name; NOT_FOUND for any other name. */
  async issue(name: string, lifetime = ENDPOINT_LIFETIME): Promise<IssuedToken> {
    const persona = this.personas.find((each) => each.name === name);
    if (!persona) throw notFound("persona");
    const token = await new SignJWT(toTokenClaims(persona.viewer))
      .setProtectedHeader({ alg: "EdDSA", kid: this.publicKey.kid })
      .setIssuer(EMBEDDED_ISSUER)
      .setAudience(this.audience)
      .setSubject(persona.viewer.id)
      .setIssuedAt()
      .setExpirationTime(Math.floor(Date.now() / 1000) + lifetime)
      .sign(this.key);
    return { token, tokenType: "Bearer", expiresIn: lifetime };
  }

  jwks(): JSONWebKeySet {
    return { keys: [this.publicKey] };
  }

  /** What makes the gateway believe these tokens. */
  trust(): TokenTrust {
    return { issuer: EMBEDDED_ISSUER, audience: this.audience, keys: createLocalJWKSet(this.jwks()) };
  }
}

async function keepKey(file: string): Promise<JWK> {
  await mkdir(path.dirname(file), { recursive: true });
  try {
    await writeFile(file, JSON.stringify(await freshSigningKey()), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    await chmod(file, 0o600);
  }
  return JSON.parse(await readFile(file, "utf8")) as JWK;
}
