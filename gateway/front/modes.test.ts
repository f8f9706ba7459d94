import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { request, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Authority, certificateFiles } from "../calls/certificates.fixture";
import { identifyByToken } from "../identity/bearer";
import { EmbeddedIssuer } from "../identity/embedded-issuer";
import { CENTRE, WORKER } from "../identity/token.fixture";
import { openTls, WITHIN } from "../../subgraphs/kernel/tls/open-tls";
import { outgoing } from "../../subgraphs/kernel/tls/outgoing";
import { TestHub, type HubAnswer } from "./hub.fixture";
import { readParts, TAKES_PARTS } from "./parts.fixture";

const PERSONAS = [
  {
    name: "caseworker-paionia",
    description: "A caseworker of the centre of Paionia",
    viewer: { id: WORKER, role: "CASEWORKER" as const, organisationId: CENTRE, area: null },
  },
];

describe("a hub in production", () => {
  const test = new TestHub();
  beforeAll(() => test.start({ production: true }));
  afterAll(() => test.hub.stop());

  it("neither shows its schema nor helps to guess it", async () => {
    const errors = async (query: string) => (await test.ask(query)).errors?.map((error) => error.extensions.code);
    expect(await errors("{ __schema { queryType { name } } }")).toEqual(["GRAPHQL_VALIDATION_FAILED"]);
    expect((await test.ask("{ purpos }")).errors?.[0]?.message).toBe('Cannot query field "purpos" on type "Query".');
  });

  it("shows its schema to a developer, and to nobody by another way of asking", async () => {
    const developer = { authorization: `Bearer ${await test.token({ scope: "openid developer" })}` };
    const ways = [
      "{ __schema { queryType { name } } }",
      '{ a: __type(name: "Person") { name } }',
      "{ ...S } fragment S on Query { __schema { types { name } } }",
    ];
    for (const way of ways) {
      const { status, data, errors } = await test.ask(way);
      expect([status, data ?? null, errors?.map(({ message }) => message)]).toEqual([
        400,
        null,
        ["This hub does not show its schema."],
      ]);
      expect((await test.ask(way, {}, developer)).errors).toBeUndefined();
    }
    expect((await test.ask("{ __typename purpose }")).data).toEqual({ __typename: "Query", purpose: "CARE" });
    expect((await test.ask("{ purpos }", {}, developer)).errors?.[0]?.message).not.toContain("Did you mean");
  });

  it("has no personas, whoever configures them", async () => {
    expect((await fetch(`${test.origin}/personas`)).status).toBe(404);
    const personas = {} as EmbeddedIssuer;
    await expect(new TestHub().start({ production: true, personas })).rejects.toThrow("production");
  });
});

describe("a hub with personas", () => {
  const test = new TestHub();
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), "personas-"));
    const personas = await EmbeddedIssuer.open({ directory, personas: PERSONAS, production: false });
    await test.start({ personas, identify: identifyByToken(personas.trust(), test.log.log) });
  });
  afterAll(async () => {
    await test.hub.stop();
    await rm(directory, { recursive: true });
  });
  const postToken = (body: string, type = "application/json") =>
    fetch(`${test.origin}/token`, { method: "POST", headers: { "content-type": type }, body });

  it("lists them, without their ids", async () => {
    const { name, description } = PERSONAS[0]!;
    const response = await fetch(`${test.origin}/personas`);
    expect(await response.json()).toEqual({ personas: [{ name, description, role: "CASEWORKER" }] });
    expect(await (await fetch(test.origin)).text()).toContain("/personas");
  });

  it("gives a token with which one can ask", async () => {
    const response = await postToken('{"persona":"caseworker-paionia"}');
    const { token, expiresIn } = (await response.json()) as { token: string; expiresIn: number };
    expect(expiresIn).toBe(900);
    expect((await test.ask("{ purpose }", {}, { authorization: `Bearer ${token}` })).data).toEqual({ purpose: "CARE" });
  });

  it.each([
    ['{"persona":"nobody"}', "application/json", 404, "NOT_FOUND"],
    ['{"persona":7}', "application/json", 400, "BAD_USER_INPUT"],
    ["persona=caseworker-paionia", "application/x-www-form-urlencoded", 415, "BAD_USER_INPUT"],
    [`{"persona":"${"a".repeat(5000)}"}`, "application/json", 413, "PAYLOAD_TOO_LARGE"],
  ])("refuses %.40s", async (body, type, status, code) => {
    const response = await postToken(body, type);
    expect(response.status).toBe(status);
    expect(((await response.json()) as HubAnswer).errors?.[0]?.extensions.code).toBe(code);
  });
});

describe("a hub that lets one site's pages ask", () => {
  const test = new TestHub();
  beforeAll(() => test.start({ corsOrigins: ["https://desk.example.gr"] }));
  afterAll(() => test.hub.stop());
  const preflight = (origin: string) => fetch(`${test.origin}/graphql`, { method: "OPTIONS", headers: { origin } });

  it("says so to that site only", async () => {
    const allowed = await preflight("https://desk.example.gr");
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get("access-control-allow-origin")).toBe("https://desk.example.gr");
    expect(allowed.headers.get("access-control-allow-headers")).toContain("authorization");
    expect(allowed.headers.has("access-control-allow-credentials")).toBe(false);
    const other = await preflight("https://evil.example");
    expect(other.status).toBe(405);
    expect(other.headers.has("access-control-allow-origin")).toBe(false);
    expect(other.headers.get("vary")).toBe("origin");
  });
});

describe("a hub with a certificate", () => {
  it("speaks HTTPS", async () => {
    const authority = new Authority();
    const { directory, settings } = await certificateFiles(authority.certify(["127.0.0.1"]), authority.cert);
    const { TLS_CERT_PATH: PUBLIC_CERT_PATH, TLS_KEY_PATH: PUBLIC_KEY_PATH, TLS_CA_PATH } = settings;
    const test = new TestHub();
    const shown = { PUBLIC_CERT_PATH, PUBLIC_KEY_PATH };
    const tls = openTls(shown, { cert: "PUBLIC_CERT_PATH", key: "PUBLIC_KEY_PATH" }, test.log.log)!;
    await test.start({ tls });
    expect(test.origin).toMatch(/^https:/);
    const ask = outgoing(openTls({ TLS_CA_PATH }, WITHIN, test.log.log));
    expect(await (await ask(`${test.origin}/health/ready`)).json()).toEqual({ status: "ready" });
    await expect(fetch(`${test.origin}/health/ready`)).rejects.toThrow("fetch failed"); // no authority it knows
    await expect(fetch(test.origin.replace("https", "http"))).rejects.toThrow("fetch failed");
    await test.hub.stop();
    await rm(directory, { recursive: true });
  });
});

describe("an answer in parts", () => {
  const test = new TestHub();
  const query = `{ person(id: "1") { name ... @defer(label: "work") { job } } }`;
  beforeAll(() => test.start());
  afterEach(() => (test.isWorkDown = false));
  afterAll(() => test.hub.stop());

  it("is multipart for who takes it so, and one answer for everybody else", async () => {
    const response = await test.post({ query }, TAKES_PARTS);
    expect(response.headers.get("content-type")).toBe('multipart/mixed; boundary="-"; deferSpec=20220824');
    expect(await readParts(response)).toEqual({
      first: { data: { person: { name: "Μαρία" } }, hasNext: true },
      pieces: [{ incremental: [{ path: ["person"], label: "work", data: { job: "baker" } }], hasNext: false }],
    });
    const { status, ...whole } = await test.ask(query);
    expect([status, whole]).toEqual([200, { data: { person: { name: "Μαρία", job: "baker" } } }]);
    expect((await test.post({ query: "{ purpose }" }, TAKES_PARTS)).headers.get("content-type")).toMatch(
      /^application\/json/,
    );
    expect((await test.post({ query }, { accept: "multipart/mixed" })).status).toBe(406);
  });

  it("tells with the last part how all of it was made, and what it cost", async () => {
    const { first, pieces } = await readParts(await test.post({ query }, { ...TAKES_PARTS, "x-explain": "1" }));
    expect(first).not.toHaveProperty("extensions");
    const work = { part: "d0", at: "person", then: { at: "person", service: "work", calls: [1] } };
    expect(pieces.at(-1)?.extensions).toMatchObject({
      plan: { plan: { first: { service: "people", calls: [0] }, deferred: [work] } },
      cost: { estimated: 1, actual: 1 },
    });
  });

  it("tells an error with the part it is in, masked as ever", async () => {
    test.isWorkDown = true;
    const { first, pieces } = await readParts(await test.post({ query }, TAKES_PARTS));
    expect(first).toEqual({ data: { person: { name: "Μαρία" } }, hasNext: true });
    expect(pieces[0]?.incremental).toMatchObject([
      {
        data: { job: null },
        errors: [{ path: ["person"], extensions: { code: "SERVICE_UNAVAILABLE", service: "work" } }],
      },
    ]);
    const broken = await readParts(await test.post({ query: "{ purpose ... @defer { broken } }" }, TAKES_PARTS));
    const [error] = broken.pieces[0]?.incremental?.[0]?.errors ?? [];
    expect(error).toMatchObject({ path: ["broken"], extensions: { code: "INTERNAL_SERVER_ERROR" } });
    expect(JSON.stringify(broken)).not.toContain("amka");
  });

  it("sends what is there while the rest is made, and is given up when the client leaves", async () => {
    let answer = (): void => undefined;
    test.slow = () => new Promise((resolve) => (answer = () => resolve("at last")));
    const headers = {
      "content-type": "application/json",
      authorization: `Bearer ${await test.token()}`,
      ...TAKES_PARTS,
    };
    const asking = request(`${test.origin}/graphql`, { method: "POST", headers });
    asking.end(JSON.stringify({ query: "query Slowly { purpose ... @defer { slow } }" }));
    const [response] = (await once(asking, "response")) as [IncomingMessage];
    const [begun] = (await once(response, "data")) as [Buffer];
    expect(begun.toString()).toContain('{"data":{"purpose":"CARE"},"hasNext":true}');
    response.once("error", () => undefined);
    asking.destroy();
    for (let tries = 0; tries < 1000 && !test.log.text().includes('"left":true'); tries++) await delay(5);
    expect(test.log.text()).toMatch(/"operationName":"Slowly".*"left":true/);
    answer();
  });
});

describe("a hub that stops", () => {
  it("finishes what was asked, refuses the rest, and is not ready meanwhile", async () => {
    const test = new TestHub();
    await test.start();
    let finish = (): void => undefined;
    const began = new Promise<void>((begin) => {
      test.slow = () => {
        begin();
        return new Promise((resolve) => (finish = () => resolve("finished")));
      };
    });
    const { origin } = test;
    const asked = test.post({ query: "{ slow }" });
    await began;
    const stopped = test.hub.stop({ graceMs: 500 });
    const ready = await fetch(`${origin}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([503, { status: "waiting", waitingFor: ["stopping"] }]);
    expect(ready.headers.get("connection")).toBe("close");
    const live = () => fetch(`${origin}/health/live`).then(String, (error: Error) => error.message);
    while ((await live()) !== "fetch failed") await delay(20);
    finish();
    expect(await (await asked).json()).toEqual({ data: { slow: "finished" } });
    await stopped;
    expect(test.hub.address).toBeNull();
  });

  it("cuts what does not end", async () => {
    const test = new TestHub();
    await test.start();
    test.slow = () => new Promise(() => undefined);
    const asked = test.post({ query: "{ slow }" }).catch((error: Error) => error.message);
    await delay(50);
    await test.hub.stop({ drainMs: 50 });
    expect(await asked).toBe("fetch failed");
  });
});

describe("readiness", () => {
  it("names what is missing, also what hangs or throws at once", async () => {
    const test = new TestHub();
    let isUp = false;
    const probes = {
      identity: () => (isUp ? Promise.resolve() : Promise.reject(new Error("no"))),
      clumsy: () => {
        if (!isUp) throw new Error("no");
        return Promise.resolve();
      },
      fine: () => Promise.resolve(),
    };
    await test.start({ probes });
    const ready = async () => (await fetch(`${test.origin}/health/ready`)).json();
    expect(await ready()).toEqual({ status: "waiting", waitingFor: ["identity", "clumsy"] });
    isUp = true;
    expect(await ready()).toEqual({ status: "ready" });
    await test.hub.stop();
  });
});
