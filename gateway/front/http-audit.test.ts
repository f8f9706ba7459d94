import { createHash } from "node:crypto";
import { serverAudits } from "graphql-http";
import { readableLog } from "../calls/subgraph.fixture";
import { OpenGateway } from "../open/gateway";
import { Library } from "../open/library.fixture";
import { readOptions, type OpenOptions } from "../open/options";
import { Telemetry } from "../telemetry/telemetry";
import { TestHub } from "./hub.fixture";

/** "error" breaks a MUST of GraphQL over HTTP, "warn" a SHOULD, "notice" something a server may leave out. */
async function faultsOf(url: string, fetchFn: typeof fetch): Promise<string[]> {
  const faults: string[] = [];
  for (const { fn, name, id } of serverAudits({ url, fetchFn })) {
    const result = await fn();
    if (result.status === "error" || result.status === "warn") faults.push(`${id} ${name}: ${result.reason}`);
  }
  return faults;
}

async function serve(library: Library, ...args: string[]) {
  const options = readOptions(["--supergraph", "given", ...args]) as OpenOptions;
  const gateway = new OpenGateway({ ...options, supergraphSdl: library.supergraph }, readableLog().log);
  const { port } = await gateway.listen(0, "127.0.0.1");
  return { gateway, origin: `http://127.0.0.1:${port}` };
}

describe("GraphQL over HTTP, as the audits of graphql-http see it", () => {
  it("the gateway for anyone", async () => {
    const library = await new Library().start();
    const { gateway, origin } = await serve(library, "--development");
    const faults = await faultsOf(`${origin}/graphql`, fetch);
    await gateway.stop();
    await library.stop();
    expect(faults).toEqual([]);
  });

  it("the hub", async () => {
    const test = new TestHub();
    const origin = await test.start();
    const authorization = `Bearer ${await test.token()}`;
    const signedIn: typeof fetch = (input, init) => {
      const headers = new Headers(init?.headers);
      headers.set("authorization", authorization);
      return fetch(input, { ...init, headers });
    };
    const faults = await faultsOf(`${origin}/graphql`, signedIn);
    await test.hub.stop();
    expect(faults).toEqual([]);
  });
});

describe("the gateway for anyone, asked by GET", () => {
  const library = new Library();
  let gateway: OpenGateway;
  let origin: string;
  beforeAll(async () => {
    await library.start();
    ({ gateway, origin } = await serve(library));
  });
  afterAll(async () => {
    await gateway.stop();
    await library.stop();
  });

  const get = async (given: Record<string, string>, headers: Record<string, string> = {}): Promise<object> => {
    const response = await fetch(`${origin}/graphql?${new URLSearchParams(given).toString()}`, { headers });
    return { status: response.status, ...((await response.json()) as object) };
  };

  it.each<[string, Record<string, string>, number, Record<string, string>]>([
    ["a mutation", { query: 'mutation { addBook(title: "x") { id } }' }, 405, {}],
    [
      "one of two",
      { query: 'query A { books { id } } mutation B { addBook(title: "x") { id } }', operationName: "B" },
      405,
      {},
    ],
    ["nothing", {}, 400, {}],
    ["no JSON", { query: "{ books { id } }", variables: "{" }, 400, {}],
    ["what is no variable", { query: "{ books { id } }", variables: "1" }, 400, {}],
    ["a list of variables", { query: "{ books { id } }", variables: "[]" }, 400, {}],
    ["a page of another site", { query: "{ books { id } }" }, 403, { "sec-fetch-site": "cross-site" }],
  ])("refuses %s", async (_, given, status, headers) => {
    library.asked.length = 0;
    expect(await get(given, headers)).toMatchObject({ status });
    expect(library.asked).toEqual([]);
  });

  it("answers what needs no variables and names nothing, with or without saying so", async () => {
    const data = { books: [{ id: "1" }, { id: "2" }] };
    const nothing: Record<string, string>[] = [{}, { variables: "", extensions: "", operationName: "" }];
    for (const given of nothing)
      expect(await get({ query: "{ books { id } }", ...given })).toEqual({ status: 200, data });
  });

  it("answers a question, and one that is named by its hash", async () => {
    const query = "query Book($id: ID!) { book(id: $id) { title } }";
    const data = { book: { title: "Άξιον Εστί" } };
    const variables = JSON.stringify({ id: "2" });
    const sha256Hash = createHash("sha256").update(query).digest("hex");
    const extensions = JSON.stringify({ persistedQuery: { version: 1, sha256Hash } });
    expect(await get({ extensions, variables })).toMatchObject({
      errors: [{ message: "PersistedQueryNotFound", extensions: { code: "PERSISTED_QUERY_NOT_FOUND" } }],
    });
    expect(await get({ query, extensions, variables })).toEqual({ status: 200, data });
    expect(await get({ extensions, variables })).toEqual({ status: 200, data });
  });

  it.each<[string, number, Record<string, string>]>([
    ["a charset in quotes", 200, { "content-type": 'application/json; charset="utf-8"' }],
    ["a coding that is none", 200, { "content-encoding": "identity" }],
    ["no wish for a form", 200, { accept: "" }],
    ["a compressed body", 415, { "content-encoding": "gzip" }],
    ["half a quote", 415, { "content-type": 'application/json; charset="utf-8' }],
  ])("takes a question with %s: %s", async (_, status, headers) => {
    const told = { "content-type": "application/json", ...headers };
    const body = JSON.stringify({ query: "{ books { id } }", operationName: "" });
    const response = await fetch(`${origin}/graphql`, { method: "POST", headers: told, body });
    expect([response.status, response.headers.get("accept-encoding")]).toEqual([
      status,
      "content-encoding" in headers && status === 415 ? "identity" : null,
    ]);
  });

  it.each(["live", "ready"])("says that it is %s to who wants the head alone", async (state) => {
    const { status, headers } = await fetch(`${origin}/health/${state}`, { method: "HEAD" });
    expect([status, Number(headers.get("content-length")) > 0]).toEqual([200, true]);
  });

  it("compresses what is worth it for who takes that", async () => {
    const body = JSON.stringify({ data: { books: [{ id: "x".repeat(2000) }] } });
    library.instead.set("catalogue", (_, response) => {
      response.writeHead(200, { "content-type": "application/json" }).end(body);
    });
    const query = JSON.stringify({ query: "{ books { id } }" });
    for (const coding of ["gzip", "identity"]) {
      const headers = { "content-type": "application/json", "accept-encoding": coding };
      const response = await fetch(`${origin}/graphql`, { method: "POST", headers, body: query });
      expect(response.headers.get("content-encoding")).toBe(coding === "gzip" ? "gzip" : null);
      expect(await response.json()).toEqual(JSON.parse(body));
    }
    library.instead.clear();
  });

  it("gives a question the time it was told to, and tells subgraphs where it stands in a trace", async () => {
    let told: unknown;
    library.instead.set("catalogue", ({ headers }) => void (told = headers["traceparent"]));
    const flags = ["--request-timeout", "200", "--otlp-traces", "http://127.0.0.1:1"];
    const options = readOptions(["--supergraph", "given", ...flags]) as OpenOptions;
    const sdl = { supergraphSdl: library.supergraph, telemetry: new Telemetry() };
    const traced = new OpenGateway({ ...options, ...sdl }, readableLog().log);
    const { port } = await traced.listen(0, "127.0.0.1");
    const step = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    const at = `http://127.0.0.1:${port}/graphql?query=${encodeURIComponent("{ books { id } }")}`;
    const response = await fetch(at, { headers: { traceparent: step } });
    library.instead.clear();
    await traced.stop();
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: "SERVICE_TIMEOUT" } }], data: null });
    expect(told).toMatch(/^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01$/);
    expect(told).not.toBe(step);
  });
});
