/** For tests: an issuer with an RSA and a symmetric key, which makes good and bad tokens. */
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWK, type JWTPayload } from "jose";

export const ISSUER = "https://login.example.gr";
/** Who the test tokens are for. */
export const WORKER = "019b7673-0000-7000-8000-0000000000aa";
export const CENTRE = "019b7673-0000-7000-8000-000000000001";

export const CASEWORKER = { role: "CASEWORKER", organisation: CENTRE };

export class TestIssuer {
  private constructor(
    private readonly key: CryptoKey,
    readonly publicKey: JWK,
  ) {}

  static async create(algorithm = "RS256"): Promise<TestIssuer> {
    const { privateKey, publicKey } = await generateKeyPair(algorithm);
    return new TestIssuer(privateKey, { ...(await exportJWK(publicKey)), kid: "k1", alg: algorithm });
  }

  /** Claims of undefined are left out. */
  token(claims: JWTPayload = {}, header: { alg?: string; kid?: string } = {}): Promise<string> {
    return new SignJWT(complete(claims))
      .setProtectedHeader({ alg: this.publicKey.alg ?? "", kid: "k1", ...header })
      .sign(this.key);
  }

  unsecured(claims: JWTPayload = {}): string {
    return new UnsecuredJWT(complete(claims)).encode();
  }

  /** The classic: the public key used as if it were a shared secret. */
  confused(claims: JWTPayload = {}): Promise<string> {
    const secret = new TextEncoder().encode(JSON.stringify(this.publicKey));
    return new SignJWT(complete(claims)).setProtectedHeader({ alg: "HS256", kid: "k1" }).sign(secret);
  }
}

function complete(claims: JWTPayload): JWTPayload {
  const now = Math.floor(Date.now() / 1000);
  return { sub: WORKER, iss: ISSUER, aud: "syndesmos", iat: now, exp: now + 60, ...CASEWORKER, ...claims };
}
