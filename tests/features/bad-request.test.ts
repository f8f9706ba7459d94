import { decodeJwt, decodeProtectedHeader, SignJWT } from "jose";
import { EMBEDDED_ISSUER, EmbeddedIssuer } from "../../gateway/identity/embedded-issuer";
import { TestIssuer } from "../../gateway/identity/token.fixture";
import { codeOf, detailsOf, refusalOf } from "../support/answers";
import { accepted, ADD_NEED, register, REGISTER, somebody } from "../support/desk";
import { useHub, type Answer } from "../support/hub";
import { operation } from "../support/operations";
import { SHOWCASE } from "../support/people";
import { TEST_PERSONAS } from "../support/personas";

const ASK = { query: "query ($id: ID!) { beneficiary(id: $id) { id } }", variables: { id: SHOWCASE } };
const FOUND = { data: { beneficiary: { id: SHOWCASE } }, status: 200 };

const outline = (answer: Answer): string => `${answer.status} ${codeOf(answer)} ${String(detailsOf(answer)["check"])}`;

const hub = useHub();
const { as } = hub;

describe("a token", () => {
  const send = (authorization?: string) => hub.hub.post(ASK, authorization === undefined ? {} : { authorization });
  const claims = async () => decodeJwt((await hub.hub.issuer.issue("caseworker")).token);

  it("that is missing, malformed or cut short opens nothing, always in the same words", async () => {
    const { token } = await hub.hub.issuer.issue("caseworker");
    const [head, body, signature] = token.split(".") as [string, string, string];
    const forged = Buffer.from(JSON.stringify({ ...decodeJwt(token), role: "DPO" })).toString("base64url");
    const none = Buffer.from(JSON.stringify({ alg: "none" })).toString("base64url");
    const expected = await send();
    expect(outline(expected)).toBe("401 UNAUTHENTICATED token");
    for (const authorization of [
      "",
      "Bearer",
      "Bearer x",
      `Basic ${token}`,
      `Bearer ${head}.${body}`,
      `Bearer ${head}.${body}.${signature.slice(2)}`,
      `Bearer ${head}.${forged}.${signature}`,
      `Bearer ${none}.${body}.`,
      `Bearer ${none}.${body}.${signature}`,
      `Bearer ${"a".repeat(8000)}.b.c`,
    ]) {
      expect([authorization.slice(0, 20), await send(authorization)]).toEqual([authorization.slice(0, 20), expected]);
    }
  });

  it("that has expired says so", async () => {
    const { token } = await hub.hub.issuer.issue("caseworker", -60);
    expect(outline(await send(`Bearer ${token}`))).toBe("401 UNAUTHENTICATED expired");
  });

  it("of another issuer's key opens nothing, although its claims are right", async () => {
    const stranger = await TestIssuer.create("EdDSA");
    const token = await stranger.token({ ...(await claims()), iss: EMBEDDED_ISSUER });
    expect(outline(await send(`Bearer ${token}`))).toBe("401 UNAUTHENTICATED token");
  });

  it("signed with the public key as if it were a secret opens nothing", async () => {
    const { token } = await hub.hub.issuer.issue("caseworker");
    const secret = new TextEncoder().encode(JSON.stringify(hub.hub.issuer.jwks().keys[0]));
    const { kid } = decodeProtectedHeader(token);
    const confused = await new SignJWT(await claims()).setProtectedHeader({ alg: "HS256", kid }).sign(secret);
    expect(outline(await send(`Bearer ${confused}`))).toBe("401 UNAUTHENTICATED token");
  });

  it("made for another service opens nothing, although the key is right", async () => {
    const options = { directory: hub.hub.directory, personas: TEST_PERSONAS, production: false };
    const elsewhere = await EmbeddedIssuer.open({ ...options, audience: "another-service" });
    const { token } = await elsewhere.issue("caseworker");
    expect(outline(await send(`Bearer ${token}`))).toBe("401 UNAUTHENTICATED token");
  });

  it("that is good is good, and no token is repeated in an answer", async () => {
    const { token } = await hub.hub.issuer.issue("caseworker");
    expect(await send(`Bearer ${token}`)).toMatchObject(FOUND);
    const changed = await send(`Bearer ${token}x`);
    expect(JSON.stringify(changed)).not.toContain(token.split(".")[2]);
  });
});

describe("a request that is too large or has no sense", () => {
  const desk = as("caseworker");

  it.each(["CURIOSITY", "care", "CARE,EMERGENCY", " ", "__proto__"])("a purpose of %j is refused", async (purpose) => {
    const answer = await desk(ASK.query, ASK.variables, { "x-purpose-of-use": purpose });
    expect([answer.status, refusalOf(answer)]).toEqual([400, "BAD_USER_INPUT x-purpose-of-use purpose"]);
  });

  it("a text of 1 MB is refused whole, one of 60,000 letters by its length, and nothing is kept", async () => {
    const beneficiaryId = await register(desk);
    const need = (note: string) => desk(ADD_NEED, { input: { beneficiaryId, domain: "LEGAL", severity: 1, note } });
    const huge = await need("x".repeat(1 << 20));
    expect([huge.status, codeOf(huge)]).toEqual([413, "PAYLOAD_TOO_LARGE"]);
    expect(refusalOf(await need("x".repeat(60_000)))).toBe("BAD_USER_INPUT note length");
    const needs = "query ($id: ID!) { beneficiary(id: $id) { needs { id } } }";
    expect(accepted(await desk(needs, { id: beneficiaryId })).beneficiary.needs).toEqual([]);
  });

  it("10,000 variables are refused before anything is asked", async () => {
    const variables = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`v${at}`, at]));
    const declared = `query (${Object.keys(variables)
      .map((name) => `$${name}: Int`)
      .join(" ")}) { regions { code } }`;
    for (const question of [desk("{ regions { code } }", variables), desk(declared, variables)]) {
      const { data, ...refused } = await question;
      expect([refused.status, data ?? null]).toEqual([400, null]);
      expect(["BAD_USER_INPUT", "GRAPHQL_PARSE_FAILED"]).toContain(codeOf(refused));
    }
  });

  it.each<[string, Record<string, unknown>]>([
    ["a list for an id", { id: [SHOWCASE, "2"] }],
    ["an object for an id", { id: { $ne: "" } }],
    ["true for an id", { id: true }],
    ["nothing for an id", {}],
    ["null for an id", { id: null }],
  ])("%s is refused, and is not repeated", async (_, variables) => {
    const answer = await desk(ASK.query, variables);
    expect([answer.status, codeOf(answer)]).toEqual([400, "BAD_USER_INPUT"]);
    expect(JSON.stringify(answer)).not.toContain(SHOWCASE);
  });

  it("what stands in a refused input is never repeated, wherever it stands", async () => {
    const canary = "Καναρινοπούλου";
    for (const input of [
      somebody({ sex: canary }),
      somebody({ [canary]: 1 }),
      somebody({ surname: { text: canary } }),
      somebody({ birthDate: canary }),
      somebody({ nationality: canary }),
      somebody({ identifiers: [{ kind: "AMKA", value: canary }] }),
      somebody({ contacts: [{ kind: "EMAIL", value: canary }] }),
      canary,
    ]) {
      const answer = await desk(REGISTER, { input });
      expect(codeOf(answer)).toBe("BAD_USER_INPUT");
      expect(JSON.stringify(answer)).not.toContain(canary);
    }
  });

  it("no answer of a refusal holds a stack, a path of a file or an address", async () => {
    const answers = [
      await desk(operation("FollowBeneficiary"), {}),
      await desk("{ beneficiary }"),
      await desk("{"),
      await desk("mutation { registerBeneficiary(input: {}) { beneficiary { id } } }"),
    ];
    for (const answer of answers) {
      expect(codeOf(answer)).not.toBeNull();
      expect(JSON.stringify(answer)).not.toMatch(/\.js|\.ts|node_modules|127\.0\.0\.1|stacktrace| at /);
    }
  });
});
