import { once } from "node:events";
import { createServer, request, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { readableLog } from "../calls/subgraph.fixture";
import { readMultipart } from "../front/parts.fixture";
import { TestIssuer } from "../identity/token.fixture";
import { createClient, type ClientOptions } from "graphql-ws";
import { WebSocket } from "ws";
import { OpenGateway } from "./gateway";
import { Library } from "./library.fixture";
import { readOptions, type OpenOptions } from "./options";

const library = new Library();
const running: OpenGateway[] = [];

async function start(...args: string[]): Promise<OpenGateway & { readonly origin: string }> {
  const options = readOptions(["--supergraph", "given", ...args]) as OpenOptions;
  const gateway = new OpenGateway({ ...options, supergraphSdl: library.supergraph }, readableLog().log);
  running.push(gateway);
  return Object.assign(gateway, { origin: `http://127.0.0.1:${(await gateway.listen(0, "127.0.0.1")).port}` });
}

beforeAll(() => library.start());
afterAll(async () => {
  await Promise.all(running.map((gateway) => gateway.stop()));
  await library.stop();
});

interface Reading {
  readonly response: IncomingMessage;
  readonly text: Promise<string>;
  readonly leave: () => void;
}

async function follow(origin: string, query: string, more: Record<string, string> = {}): Promise<Reading> {
  const headers = { "content-type": "application/json", accept: "text/event-stream", ...more };
  const asking = request(`${origin}/graphql`, { method: "POST", headers });
  asking.on("error", () => undefined).end(JSON.stringify({ query }));
  const [response] = (await once(asking, "response")) as [IncomingMessage];
  let text = "";
  response.on("data", (piece: Buffer) => (text += piece.toString())).on("error", () => undefined);
  return {
    response,
    text: new Promise((resolve) => response.once("close", () => resolve(text))),
    leave: () => asking.destroy(),
  };
}

const RETURNED = "subscription { returned(times: 2) { title postage } }";
const EVENTS = [
  { data: { returned: { title: "Ζορμπάς", postage: 3 } } },
  { data: { returned: { title: "Άξιον Εστί", postage: 1 } } },
];

it("follows what one subgraph tells, completed by the others, as an event stream and as multipart", async () => {
  const { origin } = await start();
  const stream = await (await follow(origin, RETURNED)).text;
  const next = EVENTS.map((event) => `event: next\ndata: ${JSON.stringify(event)}\n\n`);
  expect(stream).toBe(`:\n\n${next.join("")}event: complete\ndata: \n\n`);
  // As urql asks.
  expect(await (await follow(origin, RETURNED, { accept: "text/event-stream, multipart/mixed" })).text).toBe(stream);
  const { response, text } = await follow(origin, RETURNED, { accept: 'multipart/mixed;subscriptionSpec="1.0"' });
  const told = readMultipart(response.headers["content-type"] ?? null, await text);
  expect(told).toEqual([...EVENTS.map((payload) => ({ payload })), {}]);
});

it("tells its subgraphs what it was told to pass on, and closes the socket with the last who follows", async () => {
  const { origin } = await start("--forward", "x-tenant");
  library.connected.length = 0;
  const quiet = await follow(origin, "subscription { returned(times: 0) { id } }", { "x-tenant": "7", "x-other": "8" });
  while (library.sockets === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(library.connected).toEqual([{ "x-tenant": "7" }]);
  quiet.leave();
  for (let tries = 0; tries < 400 && library.sockets > 0; tries++)
    await new Promise((resolve) => setTimeout(resolve, 5));
  expect(library.sockets).toBe(0);
});

/** A client of the library as anybody installs it, and what became of one subscription. */
function socket(origin: string, query: string, options: Partial<ClientOptions> = {}) {
  const url = `${origin.replace("http", "ws")}/graphql`;
  const client = createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0, ...options });
  const told: unknown[] = [];
  const ended = new Promise<unknown>((resolve) => {
    client.subscribe(
      { query },
      { next: (event) => told.push(event), error: resolve, complete: () => resolve("complete") },
    );
  });
  return { client, told, ended };
}
const QUIET = "subscription { returned(times: 0) { id } }";
const opened = async (count: number): Promise<void> => {
  while (library.sockets < count) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe("over a socket", () => {
  it("follows with the client of graphql-ws, and tells subgraphs what came in its first message", async () => {
    const { origin } = await start("--forward", "x-tenant");
    library.connected.length = 0;
    const { client, told, ended } = socket(origin, RETURNED, { connectionParams: { "X-Tenant": "7", other: "8" } });
    expect([await ended, told]).toEqual(["complete", EVENTS]);
    expect(library.connected).toEqual([{ "x-tenant": "7" }]);
    await client.dispose();
  });

  it("refuses what does not fit, weighs or costs too much, or is one too many", async () => {
    const { origin } = await start("--cost", "3", "--live", "subscriptionsPerSocket=1", "--live", "socketsPerUser=1");
    const refusals = async (query: string) => JSON.stringify(await socket(origin, query).ended);
    expect(await refusals("subscription { returnd { id } }")).toContain("GRAPHQL_VALIDATION_FAILED");
    expect(await refusals("{ book(id: 1) { id } }")).toContain("OPERATION_NOT_SUPPORTED");
    expect(await refusals("subscription { returned { title } a: returned { title } }")).toContain(
      "GRAPHQL_VALIDATION_FAILED",
    );
    const quiet = socket(origin, QUIET);
    await opened(1);
    expect(await socket(origin, QUIET).ended).toMatchObject({ code: 1013 });
    const second = new Promise((resolve) => {
      quiet.client.subscribe({ query: QUIET }, { next: resolve, error: resolve, complete: () => resolve("complete") });
    });
    expect(JSON.stringify(await second)).toContain("LIMIT_REACHED");
    await quiet.client.dispose();
  });

  it("lets no page of another origin in but those it was told", async () => {
    const { origin } = await start("--origin", "https://app.example.org");
    const from = (page: string) =>
      class extends WebSocket {
        constructor(address: string, protocol: string) {
          super(address, protocol, { origin: page });
        }
      };
    const welcome = socket(origin, RETURNED, { webSocketImpl: from("https://app.example.org") });
    expect(await welcome.ended).toBe("complete");
    await expect(socket(origin, RETURNED, { webSocketImpl: from("https://evil.example") }).ended).resolves.toBeTruthy();
  });

  it("goes on while another supergraph takes its place, and is paid for event by event", async () => {
    const gateway = await start("--cost", "10", "--cost-per-minute", "4");
    const quiet = socket(gateway.origin, QUIET);
    await opened(1);
    await gateway.swap(library.supergraph.replaceAll(/\bbooks: /g, "shelf: "));
    expect(library.sockets).toBe(1);
    const { ended, told } = socket(gateway.origin, "subscription { returned(times: 6) { id } }");
    expect(JSON.stringify(await ended)).toContain("RATE_LIMITED");
    expect(told).toHaveLength(4);
    await quiet.client.dispose();
  });
});

it("shows nothing of what an owner says, and refuses what is no subscription of the schema", async () => {
  const { origin } = await start();
  const refused = await (await follow(origin, "subscription { returned(times: -1) { id } }")).text;
  expect(refused).toMatch(/"service":"catalogue"/);
  expect(refused).not.toContain("10.1.2.3");
  expect(await (await follow(origin, "subscription { returnd { id } }")).text).toMatch(
    /^:\n\nevent: next\ndata: .*on type .*Subscription.*"code":"GRAPHQL_VALIDATION_FAILED".*\n\nevent: complete/,
  );
  const question = await (await follow(origin, "{ book(id: 1) { title } }")).text;
  expect(question).toContain('event: next\ndata: {"data":{"book":{"title":"Ζορμπάς"}}}');
});

it("ends with the token, and without a word when it stops", async () => {
  const issuer = await TestIssuer.create();
  let iss = "";
  const keys = createServer(({ url }, response) => {
    const document = url === "/keys" ? { keys: [issuer.publicKey] } : { issuer: iss, jwks_uri: `${iss}/keys` };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(document));
  }).listen(0, "127.0.0.1");
  await once(keys, "listening");
  iss = `http://127.0.0.1:${(keys.address() as AddressInfo).port}`;
  const gateway = await start("--issuer", iss, "--audience", "library");
  const token = await issuer.token({ exp: Math.ceil(Date.now() / 1000) + 1, iss, aud: "library" });
  const ended = await follow(gateway.origin, QUIET, { authorization: `Bearer ${token}` });
  const cut = socket(gateway.origin, QUIET, { connectionParams: { authorization: `Bearer ${token}` } });
  expect(await ended.text).toContain('"details":{"check":"expired"}');
  expect(await cut.ended).toMatchObject({ code: 4403 });
  const forged = { connectionParams: { authorization: "Bearer a.b.c" } };
  expect(await socket(gateway.origin, QUIET, forged).ended).toMatchObject({ code: 4401 });
  const open = await follow(gateway.origin, QUIET);
  await gateway.stop();
  expect(await open.text).toBe(":\n\n");
  keys.closeAllConnections();
  keys.close();
});
