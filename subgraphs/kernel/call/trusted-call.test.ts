import { createHash, createHmac, randomUUID } from "node:crypto";
import {
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  importJWK,
  jwtVerify,
  SignJWT,
  type CryptoKey,
  type JWK,
} from "jose";
import { CallVerifier, signCall, type SignedCall } from "./trusted-call";

const BODY = '{"query":"{ secret }"}';
const call: SignedCall = {
  viewer: { id: randomUUID(), role: "CASEWORKER", organisationId: randomUUID(), area: null, purpose: "CARE" },
  requestId: "request-1",
};
const now = (): number => Math.floor(Date.now() / 1000);
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

describe("a call between services", () => {
  let key: CryptoKey;
  let publicKey: JWK;
  let verifier: CallVerifier;

  const made = async (kid = "k") => {
    const pair = await generateKeyPair("EdDSA", { extractable: true });
    const privateKey = (await importJWK(await exportJWK(pair.privateKey), "EdDSA")) as CryptoKey;
    return { privateKey, publicKey: { ...(await exportJWK(pair.publicKey)), kid, alg: "EdDSA" } };
  };
  beforeAll(async () => {
    const pair = await made();
    [key, publicKey] = [pair.privateKey, pair.publicKey];
  });
  beforeEach(() => {
    verifier = new CallVerifier("people", createLocalJWKSet({ keys: [publicKey] }));
  });
  const verify = (token: string, body = BODY) => verifier.verify(`Bearer ${token}`, Buffer.from(body));
  const payload = (changes: object = {}) => ({
    ...{ viewer: call.viewer, rid: call.requestId, bh: createHash("sha256").update(BODY).digest("base64url") },
    ...{ iss: "syndesmos-gateway", aud: "subgraph:people", jti: randomUUID(), iat: now(), exp: now() + 30 },
    ...changes,
  });
  /** By another library, so that the two agree on what a token is. */
  const foreign = (claims: Record<string, unknown>, header: object = {}, by = key) =>
    new SignJWT(claims).setProtectedHeader({ alg: "EdDSA", kid: "k", ...header }).sign(by);

  it("is believed once, with whom it is for", async () => {
    const token = signCall(key, "k", "people", BODY, call);
    expect(await verify(token)).toMatchObject(call);
    await expect(verify(token)).rejects.toMatchObject({ extensions: { code: "UNAUTHENTICATED" } });
  });

  it("is a JWT to anybody else, and anybody's JWT of this key is believed", async () => {
    const token = signCall(key, "k", "people", BODY, call);
    const options = { issuer: "syndesmos-gateway", audience: "subgraph:people", algorithms: ["EdDSA"] };
    const read = await jwtVerify(token, createLocalJWKSet({ keys: [publicKey] }), options);
    expect(read.payload).toMatchObject({ viewer: call.viewer, rid: call.requestId });
    expect(await verify(await foreign(payload()))).toMatchObject(call);
  });

  it.each([
    ["another subgraph's", { aud: "subgraph:shelters" }],
    ["several subgraphs'", { aud: ["subgraph:people", "subgraph:shelters"] }],
    ["another issuer's", { iss: "somebody" }],
    ["of another body", { bh: createHash("sha256").update(`${BODY} `).digest("base64url") }],
    ["over", { iat: now() - 40, exp: now() - 6 }],
    ["without an end", { exp: undefined }],
    ["of no age", { iat: undefined }],
    ["with a long life", { iat: now() - 60, exp: now() + 3600 }],
    ["from the future", { iat: now() + 60, exp: now() + 90 }],
    ["without a name of its own", { jti: undefined }],
    ["of a role that is none", { viewer: { ...call.viewer, role: "ADMIN" } }],
    ["of times in words", { iat: String(now()), exp: String(now() + 30) }],
  ])("is refused when it is %s", async (_, changes) => {
    const token = await foreign(JSON.parse(JSON.stringify(payload(changes))) as Record<string, unknown>);
    await expect(verify(token)).rejects.toMatchObject({ extensions: { code: "UNAUTHENTICATED" } });
  });

  it("is refused when anything about its signature is not as it must be", async () => {
    const [head, body, signature] = signCall(key, "k", "people", BODY, call).split(".") as [string, string, string];
    const other = await made();
    const secret = JSON.stringify(publicKey);
    const hmac = `${encode({ alg: "HS256", kid: "k" })}.${body}`;
    const turned = Buffer.from(signature, "base64url");
    turned[0]! ^= 1;
    const forgeries = [
      `${encode({ alg: "none", kid: "k" })}.${body}.${signature}`,
      `${hmac}.${createHmac("sha256", secret).update(hmac).digest("base64url")}`,
      `${head}.${encode(payload())}.${signature}`,
      `${head}.${body}.${turned.toString("base64url")}`,
      `${head}.${body}.${signature.slice(0, -4)}`,
      `${head}.${body}.A`,
      `${encode(null)}.${body}.${signature}`,
      `e30.e30.e30`,
      await foreign(payload(), {}, other.privateKey),
      await foreign(payload(), { kid: "other" }, other.privateKey),
      await foreign(payload(), { kid: undefined }),
      await foreign(payload(), { jwk: other.publicKey }, other.privateKey),
      await foreign(payload(), { typ: "x" }),
    ];
    for (const token of forgeries)
      await expect(verify(token)).rejects.toMatchObject({ extensions: { code: "UNAUTHENTICATED" } });
    for (const given of [undefined, "", "Bearer", `Basic ${head}.${body}.${signature}`, `Bearer ${head}.${body}`])
      await expect(verifier.verify(given, Buffer.from(BODY))).rejects.toMatchObject({
        extensions: { code: "UNAUTHENTICATED" },
      });
  });
});
