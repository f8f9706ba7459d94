import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { importJWK, type CryptoKey, type JWK } from "jose";
import { hashOf } from "../../subgraphs/kernel/hash";
import { makeKeys, readableLog, Servers, type Keys } from "../calls/subgraph.fixture";
import { serveSupergraph, type SupergraphSettings } from "./open";
import { seal } from "./seal";
import { SupergraphWatch, untilNextLook } from "./watch";

/** A place where supergraphs are published, which counts what it is asked and does what a test says. */
class Publisher {
  readonly files = new Map<string, string>();
  readonly answered: number[] = [];
  behave: ((request: IncomingMessage, response: ServerResponse) => void) | undefined;

  readonly answer = (request: IncomingMessage, response: ServerResponse): void => {
    response.on("finish", () => this.answered.push(response.statusCode));
    if (this.behave) return this.behave(request, response);
    const text = this.files.get(request.url ?? "");
    if (text === undefined) return void response.writeHead(404).end();
    const etag = `"${hashOf(text)}"`;
    if (request.headers["if-none-match"] === etag) return void response.writeHead(304).end();
    response.writeHead(200, { etag }).end(text);
  };
}

describe("a supergraph that is published at a URL", () => {
  const servers = new Servers();
  let publisher: Publisher;
  let keys: Keys;
  let directory: string;
  let settings: SupergraphSettings;
  let file: string;
  let log: ReturnType<typeof readableLog>;
  /** What is in use, in turn; "bad" cannot be used. */
  let used: string[];
  const use = (supergraph: string): Promise<string> => {
    if (supergraph.startsWith("bad")) return Promise.reject(new Error("it cannot be planned"));
    used.push(supergraph);
    return Promise.resolve("hub");
  };
  const publish = async (text: string, by = keys): Promise<void> => {
    const jwk = JSON.parse(by.signing) as JWK;
    publisher.files.set("/supergraph", text);
    publisher.files.set("/supergraph.jws", seal(text, (await importJWK(jwk, "EdDSA")) as CryptoKey, jwk.kid ?? ""));
  };
  const start = (changes: Partial<SupergraphSettings> = {}) =>
    serveSupergraph({ ...settings, ...changes }, use, log.log);
  async function watched(changes?: Partial<SupergraphSettings>) {
    const { source, supergraph } = await start(changes);
    const swap = (next: string) => use(next).then(() => undefined);
    return new SupergraphWatch({ source, supergraph, swap, log: log.log, everyMs: 0 });
  }
  const signed = (): Partial<SupergraphSettings> => ({ SUPERGRAPH_KEYS: JSON.stringify({ keys: [keys.public] }) });

  beforeAll(async () => {
    keys = await makeKeys();
  });
  beforeEach(async () => {
    publisher = new Publisher();
    directory = await mkdtemp(path.join(tmpdir(), "supergraph-"));
    file = path.join(directory, "supergraph.graphql");
    const origin = await servers.start(publisher.answer);
    settings = { SUPERGRAPH_PATH: file, SUPERGRAPH_URL: `${origin}/supergraph` };
    log = readableLog();
    used = [];
  });
  afterEach(async () => {
    await servers.close();
    await rm(directory, { recursive: true });
  });

  it("is taken into use when it changes, asked for whole only then, and kept", async () => {
    await publish("first");
    const watch = await watched();
    await watch.check();
    await watch.check();
    await publish("second");
    await watch.check();
    expect(used).toEqual(["first", "second"]);
    expect(publisher.answered).toEqual([200, 304, 304, 200]);
    expect(await readFile(file, "utf8")).toBe("second");
  });

  it("is refused once, with the reason, when it cannot be used; the one before stays, also on disk", async () => {
    await publish("first");
    const watch = await watched();
    await publish("bad");
    await watch.check();
    await watch.check();
    expect([used, await readFile(file, "utf8")]).toEqual([["first"], "first"]);
    expect(log.text().match(/"reason":"it cannot be planned"/g)).toHaveLength(1);
    await publish("third");
    await watch.check();
    expect(used).toEqual(["first", "third"]);
  });

  it.each<[string, (publisher: Publisher) => void]>([
    ["is away", ({ files }) => files.clear()],
    ["is an error", (one) => (one.behave = (_, response) => void response.writeHead(500).end("bad"))],
    ["is a redirect", (one) => (one.behave = (_, response) => void response.writeHead(302, { location: "/" }).end())],
    ["is cut", (one) => (one.behave = ({ socket }) => void socket.destroy())],
    ["never ends", (one) => (one.behave = (_, response) => void response.end(Buffer.alloc((16 << 20) + 1, "x")))],
  ])("may be what it likes while the hub runs: it %s", async (_, spoil) => {
    await publish("first");
    const watch = await watched();
    spoil(publisher);
    await watch.check();
    await watch.check();
    publisher.behave = undefined;
    await publish("second");
    await watch.check();
    expect(used).toEqual(["first", "second"]);
    expect(log.text().match(/cannot be read; the one before stays/g)).toHaveLength(1);
    expect(log.text().match(/can be read again/g)).toHaveLength(1);
  });

  it("may be away, or of no use, at a start: the one kept is used until then", async () => {
    await writeFile(file, "kept");
    const watch = await watched();
    await publish("first");
    await watch.check();
    await publish("bad");
    await start();
    expect(used).toEqual(["kept", "first", "first"]);
    expect(log.text()).toContain("SUPERGRAPH_URL: it is answered with status 404");
    expect(log.text()).toContain("SUPERGRAPH_URL: it cannot be planned");
  });

  it("stops a start when nothing is kept either", async () => {
    await expect(start()).rejects.toThrow("SUPERGRAPH_PATH: cannot be read");
    await writeFile(file, "bad");
    await expect(start()).rejects.toThrow("SUPERGRAPH_PATH: it cannot be planned");
    await expect(start({ SUPERGRAPH_KEYS: "{" })).rejects.toThrow("SUPERGRAPH_KEYS: no JWKS");
  });

  it("is used all the same where it cannot be kept, which is said once", async () => {
    await publish("first");
    const watch = await watched({ SUPERGRAPH_PATH: path.join(directory, "nowhere", "supergraph.graphql") });
    await publish("second");
    await watch.check();
    expect(used).toEqual(["first", "second"]);
    expect(log.text().match(/cannot be kept/g)).toHaveLength(1);
  });

  describe("and signed", () => {
    it("is believed from its keys, from the URL and from where it is kept", async () => {
      await publish("first");
      await start(signed());
      publisher.files.clear();
      await start(signed());
      expect(used).toEqual(["first", "first"]);
    });

    it.each<[string, () => Promise<void> | void, string]>([
      ["not signed", () => void publisher.files.delete("/supergraph.jws"), "status 404"],
      ["signed by nobody", () => void publisher.files.set("/supergraph.jws", "a.b.c"), "not signed by a key"],
      ["signed by another", async () => publish("second", await makeKeys()), "not signed by a key"],
      ["changed after it was signed", () => void publisher.files.set("/supergraph", "forged"), "another text's"],
    ])("is not believed when it is %s", async (_, spoil, reason) => {
      await publish("first");
      const watch = await watched(signed());
      await publish("second");
      await spoil();
      await watch.check();
      expect([used, log.text().includes(reason)]).toEqual([["first"], true]);
    });

    it("is not put back to an older one, unless that is signed anew", async () => {
      const clock = jest.spyOn(Date, "now");
      const day = 86_400_000;
      clock.mockReturnValue(30 * day);
      await publish("old");
      const before = new Map(publisher.files);
      clock.mockReturnValue(31 * day);
      await publish("new");
      const watch = await watched(signed());
      before.forEach((text, name) => publisher.files.set(name, text));
      await watch.check();
      expect([used, log.text().includes("it was signed before the one in use")]).toEqual([["new"], true]);
      clock.mockReturnValue(32 * day);
      await publish("old");
      await watch.check();
      expect(used).toEqual(["new", "old"]);
      clock.mockRestore();
    });
  });

  it("many gateways do not look in step, and ever more seldom while it is away", () => {
    const chance = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 1000, max: 3_600_000 }),
        fc.integer({ min: 0, max: 2000 }),
        chance,
        (every, failed, by) => {
          const wait = untilNextLook(every, failed, by);
          const longest = failed === 0 ? every * 1.1 : Math.min(300_000, every * 2 ** failed);
          expect(wait).toBeLessThanOrEqual(longest + 1e-6);
          expect(wait).toBeGreaterThanOrEqual(longest / 2);
        },
      ),
    );
  });
});
