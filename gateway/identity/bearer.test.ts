import { createLocalJWKSet, type JWTPayload, type JWTVerifyGetKey } from "jose";
import { readableLog } from "../calls/subgraph.fixture";
import { identifyByToken } from "./bearer";
import type { Identify } from "./identify";
import { CENTRE, ISSUER, TestIssuer, WORKER } from "./token.fixture";

describe("who is asking", () => {
  const { log, text } = readableLog();
  let issuer: TestIssuer;
  let identify: Identify;
  const used: string[] = [];

  beforeAll(async () => {
    issuer = await TestIssuer.create();
    const keys = createLocalJWKSet({ keys: [issuer.publicKey] });
    identify = identifyByToken({ issuer: ISSUER, audience: "syndesmos", keys }, log);
  });

  const bearer = (token: string, purpose?: string) => {
    used.push(token);
    const headers = { authorization: `Bearer ${token}`, ...(purpose && { "x-purpose-of-use": purpose }) };
    return identify(headers).then(({ viewer }) => viewer);
  };
  const withClaims = async (claims: JWTPayload, purpose?: string) => bearer(await issuer.token(claims), purpose);
  const secondsFromNow = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;
  const unauthenticated = (check: string) =>
    expect.objectContaining({
      message: "Sign in first: this needs a valid token.",
      extensions: { code: "UNAUTHENTICATED", details: { check } },
    }) as unknown;

  it("a caseworker of a centre, asking for care", async () => {
    await expect(withClaims({})).resolves.toEqual({
      id: WORKER,
      role: "CASEWORKER",
      organisationId: CENTRE,
      area: null,
      purpose: "CARE",
    });
  });

  it("an analyst of a region asks for statistics, and carries no organisation", async () => {
    await expect(withClaims({ role: "ANALYST", area: "EL52" })).resolves.toMatchObject({
      organisationId: null,
      area: "EL52",
      purpose: "STATISTICS",
    });
  });

  it("a data protection officer asks for oversight", async () => {
    await expect(withClaims({ role: "DPO", organisation: undefined })).resolves.toMatchObject({ purpose: "OVERSIGHT" });
  });

  it("a developer is who has the scope for it, whole and among others, beside what else they are", async () => {
    const exploring = async (scope: unknown) =>
      (await identify({ authorization: `Bearer ${await issuer.token({ scope })}` })).mayExplore;
    expect(await exploring("developer")).toBe(true);
    expect(await exploring("openid developer profile")).toBe(true);
    for (const scope of [
      undefined,
      "",
      "developers",
      "Developer",
      "my-developer",
      ["developer"],
      { developer: true },
    ]) {
      expect([scope, await exploring(scope)]).toEqual([scope, false]);
    }
  });

  it("a stated purpose is taken, an unknown one is refused and not replaced", async () => {
    await expect(withClaims({}, "EMERGENCY")).resolves.toMatchObject({ purpose: "EMERGENCY" });
    for (const purpose of ["CURIOSITY", "care", "CARE, EMERGENCY", "__proto__"]) {
      await expect(withClaims({}, purpose)).rejects.toMatchObject({
        extensions: { code: "BAD_USER_INPUT", details: { field: "x-purpose-of-use" } },
      });
    }
  });

  it("an expired token says so, so that the client can renew it; five seconds are forgiven", async () => {
    await expect(withClaims({ exp: secondsFromNow(-10) })).rejects.toEqual(unauthenticated("expired"));
    await expect(withClaims({ exp: secondsFromNow(-2) })).resolves.toMatchObject({ id: WORKER });
  });

  it.each<[string, JWTPayload]>([
    ["another audience", { aud: "another-service" }],
    ["no audience", { aud: undefined }],
    ["another issuer", { iss: "https://evil.example" }],
    ["no expiry", { exp: undefined }],
    ["not valid yet", { nbf: secondsFromNow(60) }],
    ["no subject", { sub: undefined }],
    ["a subject that is no UUID", { sub: "worker-1" }],
    ["a subject with a line break", { sub: "a\nb" }],
    ["an unknown role", { role: "ADMIN" }],
    ["no role", { role: undefined }],
    ["a caseworker without a centre", { organisation: undefined }],
    ["a centre that is no id", { organisation: "cc-paionia" }],
    ["an agency's head without an agency", { role: "AGENCY_HEAD", organisation: null }],
    ["an analyst without a region", { role: "ANALYST" }],
    ["an area that is none", { role: "ANALYST", area: "'; drop table" }],
  ])("refused: %s", async (_, claims) => {
    await expect(withClaims(claims)).rejects.toEqual(unauthenticated("token"));
  });

  it("refused: algorithm none, a symmetric algorithm, a foreign key, an unknown key", async () => {
    const stranger = await TestIssuer.create();
    const tokens = [
      issuer.unsecured(),
      await issuer.confused(),
      await stranger.token(),
      await issuer.token({}, { kid: "k2" }),
    ];
    for (const token of tokens) await expect(bearer(token)).rejects.toEqual(unauthenticated("token"));
  });

  it("refused: a token that was changed, is malformed, or is not there", async () => {
    const [head, , signature] = (await issuer.token()).split(".");
    const claims = Buffer.from(JSON.stringify({ sub: "x", role: "DPO" })).toString("base64url");
    for (const authorization of [
      undefined,
      "",
      "Bearer",
      "Bearer x",
      "Bearer a.b.c",
      "Basic dXNlcjpwYXNz",
      `Bearer ${head}.${claims}.${signature}`,
      `Bearer ${"a".repeat(10_000)}.b.c`,
    ])
      await expect(identify({ authorization })).rejects.toEqual(unauthenticated("token"));
  });

  it("a token is verified once and then recognised, but not past its end", async () => {
    let lookups = 0;
    const local = createLocalJWKSet({ keys: [issuer.publicKey] });
    const counting: JWTVerifyGetKey = (...asked) => {
      lookups++;
      return local(...asked);
    };
    const recognise = identifyByToken({ issuer: ISSUER, audience: "syndesmos", keys: counting }, log);
    const authorization = `Bearer ${await issuer.token()}`;
    expect(await recognise({ authorization })).toEqual(await recognise({ authorization }));
    expect(lookups).toBe(1);
    jest.useFakeTimers({ doNotFake: ["nextTick", "queueMicrotask", "setImmediate", "setTimeout"] });
    try {
      const ending = `Bearer ${await issuer.token({ exp: secondsFromNow(10) })}`;
      await expect(recognise({ authorization: ending })).resolves.toMatchObject({ viewer: { id: WORKER } });
      jest.advanceTimersByTime(20_000);
      await expect(recognise({ authorization: ending })).rejects.toEqual(unauthenticated("expired"));
    } finally {
      jest.useRealTimers();
    }
  });

  it("the log says which check failed, and holds no token", () => {
    expect(text()).toContain("ERR_JWT_CLAIM_VALIDATION_FAILED aud");
    expect(text()).toContain("claim organisation");
    for (const token of used) for (const part of token.split(".").filter(Boolean)) expect(text()).not.toContain(part);
  });
});
