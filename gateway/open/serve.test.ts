import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:https";
import { connect, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { json, text } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import { createServer, type Server } from "node:tls";
import { createClient } from "graphql-ws";
import { importJWK, type CryptoKey, type JWK } from "jose";
import { WebSocket } from "ws";
import { Authority, type Certified } from "../calls/certificates.fixture";
import { makeKeys, Servers } from "../calls/subgraph.fixture";
import { readMultipart, readParts, TAKES_PARTS } from "../front/parts.fixture";
import { seal } from "../supergraph/seal";
import { Library } from "./library.fixture";
import { labelsFor } from "./labels";
import { readOptions } from "./options";
import { serveAnySupergraph } from "./serve";

describe("the command line", () => {
  const processes: ChildProcess[] = [];
  afterAll(() => processes.forEach((child) => child.kill("SIGKILL")));

  it.each([
    ["--supergraph FILE is missing", ["--port", "1"]],
    ["--port: a number", ["--supergraph", "x", "--port", "http"]],
    ["--url: NAME=VALUE", ["--supergraph", "x", "--url", "http://a"]],
    ["--url a: not an http or https address", ["--supergraph", "x", "--url", "a=ftp://b"]],
    ["--forward: not a header to pass on", ["--supergraph", "x", "--forward", "Content-Length"]],
    ["--limit: nothing is called speed", ["--supergraph", "x", "--limit", "speed=3"]],
    ["--live: nothing is called toString", ["--supergraph", "x", "--live", "toString=3"]],
    ["--live sockets: a number", ["--supergraph", "x", "--live", "sockets=0"]],
    ["--origin: such as", ["--supergraph", "x", "--origin", "https://a.example/page"]],
    ["--otlp-traces: not an http", ["--supergraph", "x", "--otlp-traces", "collector"]],
    ["--metrics-port: a number", ["--supergraph", "x", "--metrics-port", "none"]],
    ["--cost: a number", ["--supergraph", "x", "--cost", "dear"]],
    ["--cost-per-minute needs --cost", ["--supergraph", "x", "--cost-per-minute", "5"]],
    ["Unknown option '--colour'", ["--supergraph", "x", "--colour"]],
  ])("refuses: %s", (reason, args) => expect(() => readOptions(args)).toThrow(reason));

  /** Nothing of the hub is set, as for anybody who has only a supergraph. */
  function gateway(...args: string[]) {
    const child = spawn(process.execPath, [path.join(__dirname, "..", "main.js"), ...args], { env: {} });
    processes.push(child);
    return child;
  }
  async function outputOf(child: ReturnType<typeof gateway>, until: RegExp): Promise<string> {
    let output = "";
    for await (const piece of child.stdout) if (until.test((output += String(piece)))) break;
    return output;
  }

  it("explains itself", async () => {
    expect(await outputOf(gateway("--help"), /never/)).toMatch(/--supergraph FILE[^]*--development[^]*depth=15/);
  }, 30_000);

  describe("serves", () => {
    const library = new Library();
    const servers = new Servers();
    let directory: string;
    const write = async (name: string, content: string): Promise<string> => {
      const file = path.join(directory, name);
      await writeFile(file, content);
      return file;
    };
    beforeAll(async () => {
      await library.start();
      directory = await mkdtemp(path.join(tmpdir(), "open-"));
    });
    afterAll(async () => {
      await Promise.all([library.stop(), servers.close(), rm(directory, { recursive: true })]);
    });

    it("a file, through every door", async () => {
      const file = await write("supergraph.graphql", library.supergraph);
      const flags = ["--port", "0", "--metrics-port", "0"];
      const line = await outputOf(gateway("--supergraph", file, ...flags), /ready/);
      const { port, metricsPort } = JSON.parse(line) as { port: number; metricsPort: number };
      const origin = `http://127.0.0.1:${port}`;
      const post = (query: string, accept: string): Promise<Response> =>
        fetch(`${origin}/graphql`, {
          method: "POST",
          headers: { "content-type": "application/json", accept },
          body: JSON.stringify({ query }),
        });
      expect(await (await post("query Postage { books { postage } }", "application/json")).json()).toEqual({
        data: { books: [{ postage: 3 }, { postage: 1 }] },
      });
      const deferred = await readParts(
        await post("{ book(id: 1) { title ... @defer { postage } } }", TAKES_PARTS.accept),
      );
      expect(deferred.pieces.flatMap(({ incremental }) => incremental?.map(({ data }) => data))).toEqual([
        { postage: 3 },
      ]);
      const RETURNED = "subscription { returned(times: 1) { title postage } }";
      const told = { data: { returned: { title: "Ζορμπάς", postage: 3 } } };
      expect(await (await post(RETURNED, "text/event-stream")).text()).toContain(`data: ${JSON.stringify(told)}\n\n`);
      const multipart = await post(RETURNED, 'multipart/mixed;subscriptionSpec="1.0"');
      expect(readMultipart(multipart.headers.get("content-type"), await multipart.text())[0]).toEqual({
        payload: told,
      });
      const client = createClient({ url: `ws://127.0.0.1:${port}/graphql`, webSocketImpl: WebSocket });
      const events: unknown[] = [];
      for await (const event of client.iterate({ query: RETURNED })) events.push(event);
      expect(events).toEqual([told]);
      await client.dispose();
      expect(await (await fetch(`${origin}/health/ready`)).json()).toEqual({ status: "ready" });
      const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
      expect(metrics).toMatch(/hub_operation_seconds_count\{operation="Postage",kind="query",outcome="ok"\} 1/);
      expect(metrics).toMatch(/hub_fetch_seconds_count\{service="post",outcome="ok"\} \d/);
      expect(metrics).toMatch(/hub_plans_total\{state="new"\} 2/);
      expect(metrics).toMatch(/hub_guard_state\{service="post"\} 0/);
      expect(metrics).toMatch(/hub_subscriptions 0/);
      expect(metrics).toContain("nodejs_eventloop_lag_seconds");
    }, 60_000);

    it("a URL, signed, over HTTPS, and what follows there", async () => {
      const keys = await makeKeys();
      const jwk = JSON.parse(keys.signing) as JWK;
      const key = (await importJWK(jwk, "EdDSA")) as CryptoKey;
      let published = library.supergraph;
      const url = await servers.start(({ url: asked }, response) => {
        response.end(asked?.endsWith(".jws") ? seal(published, key, jwk.kid ?? "") : published);
      });
      const trusted = ["--supergraph-keys", await write("keys.json", JSON.stringify({ keys: [keys.public] }))];
      const authority = new Authority();
      const { cert, key: own } = authority.certify(["127.0.0.1"]);
      const shown = ["--public-cert", await write("cert.pem", cert), "--public-key", await write("key.pem", own)];
      const child = gateway("--supergraph", `${url}/s`, "--supergraph-poll", "1", "--port", "0", ...trusted, ...shown);
      const { port } = JSON.parse(await outputOf(child, /ready/)) as { port: number };
      const ask = async (query: string) => {
        const asking = request(`https://127.0.0.1:${port}/graphql`, {
          method: "POST",
          ca: authority.cert,
          headers: { "content-type": "application/json" },
          agent: false,
        });
        asking.end(JSON.stringify({ query }));
        return new Promise((resolve, reject) => {
          asking.on("response", (response) => void json(response).then(resolve, reject)).on("error", reject);
        });
      };
      expect(await ask("{ book(id: 1) { title } }")).toEqual({ data: { book: { title: "Ζορμπάς" } } });
      published = library.supergraph.replaceAll("title: ", "name: ");
      while (!JSON.stringify(await ask("{ book(id: 1) { name } }")).includes('"data"')) await delay(100);
    }, 60_000);

    describe("over TLS", () => {
      const hub = new Authority();
      const stranger = new Authority("Somebody else");
      const doors: Server[] = [];
      afterAll(() => doors.forEach((door) => door.close()));

      /** `--url` of a subgraph behind a door that shows one certificate, and opens to whoever shows one of `believed`. */
      async function behind(name: string, shown: Certified, believed: Authority): Promise<string> {
        const inside = Number(new URL(library.urls.get(name)!).port);
        const demands = { ca: believed.cert, requestCert: true, rejectUnauthorized: true };
        const door = createServer({ ...shown, ...demands }, (client) => {
          const to = connect(inside, "127.0.0.1");
          to.on("error", () => client.destroy());
          client.on("error", () => to.destroy());
          client.pipe(to).pipe(client);
        });
        doors.push(door);
        await once(door.listen(0, "127.0.0.1"), "listening");
        return `--url=${name}=https://localhost:${(door.address() as AddressInfo).port}/graphql`;
      }
      const flag = async (name: string, content: string): Promise<string> =>
        `--tls-${name}=${await write(name, content)}`;

      /** Serves, and what its operator reads until then and later. */
      async function start(...args: string[]) {
        const child = gateway(`--supergraph=${await write("s.graphql", library.supergraph)}`, "--port=0", ...args);
        let log = "";
        child.stdout.on("data", (piece: Buffer) => (log += piece.toString()));
        while (!log.includes('"ready"')) await once(child.stdout, "data");
        const { port } = JSON.parse(log) as { port: number };
        const ask = async (query: string, accept = "application/json") => {
          const headers = { "content-type": "application/json", accept };
          const body = JSON.stringify({ query });
          return (await fetch(`http://127.0.0.1:${port}/graphql`, { method: "POST", headers, body })).text();
        };
        return { ask, log: () => log };
      }

      it("subgraphs that demand a certificate; who is not believed, here or there, costs its own fields", async () => {
        const own = hub.certify(["localhost"]);
        const { cert, key } = hub.certify(["gateway"]);
        const ca = await flag("ca", hub.cert);
        const catalogue = await behind("catalogue", own, hub);
        const urls = [
          catalogue,
          await behind("readers", own, stranger),
          await behind("post", stranger.certify(["localhost"]), hub),
        ];
        const [member, nobody] = await Promise.all([
          start(ca, await flag("cert", cert), await flag("key", key), ...urls),
          start(ca, catalogue),
        ]);
        const told = "event: next\ndata: " + JSON.stringify({ data: { returned: { title: "Ζορμπάς" } } });
        expect(await member.ask("subscription { returned(times: 1) { title } }", "text/event-stream")).toContain(told);
        const answers = [
          await member.ask("{ books { title postage } reader { name } }"),
          await nobody.ask("{ books { title } }"),
        ];
        const away = (service: string): unknown =>
          expect.objectContaining({ extensions: { code: "SERVICE_UNAVAILABLE", service } });
        expect(answers.map((each) => JSON.parse(each) as unknown)).toEqual([
          {
            data: {
              books: [
                { title: "Ζορμπάς", postage: null },
                { title: "Άξιον Εστί", postage: null },
              ],
              reader: null,
            },
            errors: expect.arrayContaining([away("readers"), away("post")]),
          },
          { data: null, errors: [away("catalogue")] },
        ]);
        expect(answers.join()).not.toMatch(/localhost|127\.0\.0\.1|https|certificate|\.pem|self.signed/i);
        expect(member.log()).toMatch(/"service":"readers".*"hint":"cut before a byte of an answer; .*certificate/);
        expect(member.log()).toMatch(/"service":"post".*"code":"UNABLE_TO_VERIFY_LEAF_SIGNATURE"/);
        expect(nobody.log()).toMatch(/"service":"catalogue".*"hint":"cut before/);
        expect(member.log() + nobody.log()).not.toContain(directory);
      }, 60_000);

      it("nothing with files that nobody would believe, and says of which flag", async () => {
        const good = hub.certify(["gateway"]);
        const past = hub.certify(["gateway"], -1);
        const future = hub.certify(["gateway"], 30, 1);
        const files: Readonly<Record<string, string>> = {
          cert: good.cert,
          key: good.key,
          other: stranger.certify(["gateway"]).key,
          past: past.cert,
          "past-key": past.key,
          future: future.cert,
          "future-key": future.key,
          words: "no PEM",
          nothing: "",
        };
        const at = Object.fromEntries(
          await Promise.all(Object.entries(files).map(async ([name, text]) => [name, await write(name, text)])),
        ) as Record<string, string>;
        const flags = (given: Record<string, string>): string[] =>
          Object.entries(given).map(([name, file]) => `--${name}=${at[file] ?? file}`);
        for (const [reason, given] of [
          ["--tls-key: missing beside --tls-cert", { "tls-cert": "cert" }],
          ["--tls-cert: missing beside --tls-key", { "tls-key": "key" }],
          ["--tls-cert: cannot be read", { "tls-cert": "/nowhere/at/all", "tls-key": "key" }],
          ["--tls-cert: cannot be read", { "tls-cert": tmpdir(), "tls-key": "key" }],
          ["--tls-cert: no certificate", { "tls-cert": "words", "tls-key": "key" }],
          ["--tls-cert: no certificate", { "tls-cert": "key", "tls-key": "key" }],
          ["--tls-key: no private key", { "tls-cert": "cert", "tls-key": "nothing" }],
          ["--tls-key: no private key", { "tls-cert": "cert", "tls-key": "cert" }],
          ["--tls-key: not the key of --tls-cert", { "tls-cert": "cert", "tls-key": "other" }],
          ["--tls-cert: expired", { "tls-cert": "past", "tls-key": "past-key" }],
          ["--tls-cert: not valid yet", { "tls-cert": "future", "tls-key": "future-key" }],
          ["--tls-ca: no certificate", { "tls-ca": "words" }],
          ["--tls-ca: cannot be read", { "tls-ca": "/nowhere/at/all" }],
          ["--public-key: not the key of --public-cert", { "public-cert": "cert", "public-key": "other" }],
        ] as const)
          await expect(serveAnySupergraph(["--supergraph=x", ...flags(given)])).rejects.toThrow(
            new RegExp(`^${reason}$`),
          );
      });
    });

    it("nothing that is not signed by who is believed", async () => {
      const keys = await makeKeys();
      const file = await write("unsigned.graphql", library.supergraph);
      const trusted = await write("others.json", JSON.stringify({ keys: [keys.public] }));
      const child = gateway("--supergraph", file, "--supergraph-keys", trusted, "--port", "0");
      expect(`${await text(child.stdout)}${await text(child.stderr)}`).toContain(
        "it is not signed by a key that is believed",
      );
    }, 60_000);
  });
});

it("draws once for all percentages of one question", () => {
  const known = ["percent(20)", "percent(0.5)", "percent(50)", "percent", "flag"];
  expect([...labelsFor(known, [], 0.3)]).toEqual(["percent(50)"]);
  expect([...labelsFor(known, ["flag"], 0.004)]).toEqual(["flag", "percent(20)", "percent(0.5)", "percent(50)"]);
  expect([...labelsFor(known, [], 0.5)]).toEqual([]);
});
