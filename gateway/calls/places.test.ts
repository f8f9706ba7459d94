import { createServer } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { overHttp } from "./over-http";
import { hostOf, Places, serverNameOf, type Place } from "./places";
import { resolveBy, type Dns, type Resolution } from "./resolve";
import { signerFrom } from "./signer";
import { makeKeys, readableLog, Servers, WORKER } from "./subgraph.fixture";

const at = (...hosts: string[]): Resolution => ({
  addresses: hosts.map((host) => ({ host, priority: 0, weight: 1 })),
  ttlMs: 5000,
});

/** Places behind a name, whose answer and clock are the test's. */
function placesOf(first: Resolution | Error, url = "http://kdap:4000/graphql") {
  const world = { answer: first, now: 0, asked: 0, gone: [] as string[] };
  const resolve = () => {
    world.asked++;
    return world.answer instanceof Error ? Promise.reject(world.answer) : Promise.resolve(world.answer);
  };
  const places = new Places(url, {
    resolve,
    now: () => world.now,
    onGone: ({ origin }) => void world.gone.push(origin),
  });
  const ask = async (how: "worked" | "failed" | "left" = "worked"): Promise<string> => {
    const place = await places.choose();
    places[how](place);
    return place.origin;
  };
  const several = async (count: number) => {
    const origins: string[] = [];
    for (let call = 0; call < count; call++) origins.push(await ask());
    return origins.map((origin) => new URL(origin).hostname);
  };
  return { places, world, ask, several };
}

describe("the addresses behind a name", () => {
  it("are asked in turn, and where the fewest calls are under way", async () => {
    const { places, several } = placesOf(at("10.0.0.1", "10.0.0.2", "fd00::3"));
    expect((await several(6)).toSorted()).toEqual(
      ["10.0.0.1", "10.0.0.1", "10.0.0.2", "10.0.0.2", "[fd00::3]", "[fd00::3]"].toSorted(),
    );
    const busy = await Promise.all([places.choose(), places.choose()]);
    const [free] = await several(1);
    expect(busy.map(({ origin }) => new URL(origin).hostname)).not.toContain(free);
  });

  it("are shared by weight, and those of a later priority wait until all of an earlier one are down", async () => {
    const record = (host: string, priority: number, weight: number) => ({ host, priority, weight, port: 4000 });
    const addresses = [record("10.0.0.1", 1, 3), record("10.0.0.2", 1, 1), record("10.0.0.9", 2, 1)];
    const { places, world, ask } = placesOf({ addresses, ttlMs: 1e6 });
    const busy = await Promise.all(Array.from({ length: 8 }, async () => places.choose()));
    const count = (host: string) => busy.filter(({ origin }) => origin.includes(host)).length;
    expect([count("10.0.0.1"), count("10.0.0.2"), count("10.0.0.9")]).toEqual([6, 2, 0]);
    busy.forEach((place: Place) => places.left(place));
    await ask("failed");
    await ask("failed");
    expect(await ask()).toBe("http://10.0.0.9:4000");
    world.now += 1000;
    expect(await ask()).not.toContain("10.0.0.9");
  });

  it("leave out the one that failed, for longer each time, and try it by one call", async () => {
    const { places, world, several } = placesOf({ ...at("10.0.0.1", "10.0.0.2"), ttlMs: 1e9 });
    const failing = await places.choose();
    places.failed(failing);
    const name = new URL(failing.origin).hostname;
    expect(await several(4)).not.toContain(name);
    world.now += 1000;
    const two = [await places.choose(), await places.choose(), await places.choose()];
    expect(two.filter((place) => place === failing)).toHaveLength(1);
    for (const place of two) places[place === failing ? "failed" : "worked"](place);
    world.now += 1000;
    expect(await several(4)).not.toContain(name);
    world.now += 1000;
    expect(await several(4)).toContain(name);
    expect(await several(2)).toContain(name); // it worked, and is one of them again
  });

  it("are all tried while all of them fail", async () => {
    const { ask } = placesOf(at("10.0.0.1", "10.0.0.2"));
    const asked = [await ask("failed"), await ask("failed"), await ask("failed")];
    expect(new Set(asked).size).toBe(2);
  });

  it("are asked for again when their time is over; those known last stay while DNS is away", async () => {
    const { world, several } = placesOf(at("10.0.0.1"));
    await several(5);
    expect(world.asked).toBe(1);
    world.now += 5000;
    world.answer = at("10.0.0.2");
    await several(1); // asks with what is known, and renews it beside
    expect(await several(2)).toEqual(["10.0.0.2", "10.0.0.2"]);
    expect([world.asked, world.gone]).toEqual([2, ["http://10.0.0.1:4000"]]);
    world.answer = new Error("ENOTFOUND");
    world.now += 5000;
    await several(1);
    expect(await several(2)).toEqual(["10.0.0.2", "10.0.0.2"]);
    expect(world.asked).toBe(3);
    world.now += 5000;
    await several(1);
    expect(world.asked).toBe(4);
  });

  it("that nobody knows fail the call, and are asked for again by the next; many at once ask once", async () => {
    const { ask, world } = placesOf(new Error("ENOTFOUND"));
    await expect(Promise.all([ask(), ask()])).rejects.toThrow("ENOTFOUND");
    expect(world.asked).toBe(1);
    world.answer = at("10.0.0.1");
    expect(await ask()).toBe("http://10.0.0.1:4000");
  });

  it("have the service's own name in Host and certificate, whatever their records say", () => {
    expect([hostOf("https://_graphql._tcp.kdap.gr/x"), serverNameOf("https://_graphql._tcp.kdap.gr/x")]).toEqual([
      "kdap.gr",
      "kdap.gr",
    ]);
    expect([hostOf("http://kdap:4000/graphql"), serverNameOf("https://kdap:4000")]).toEqual(["kdap:4000", "kdap"]);
    expect([serverNameOf("https://10.0.0.7"), serverNameOf("https://[fd00::7]:4000")]).toEqual(["", ""]);
  });
});

describe("names by DNS", () => {
  const nothing = (): Promise<never> => Promise.reject(new Error("ENOTFOUND"));
  const nowhere: Dns = { resolve4: nothing, resolve6: nothing, resolveSrv: nothing, lookup: nothing };
  const dnsOf = (known: { readonly [each in keyof Dns]?: unknown }): Dns => ({ ...nowhere, ...known }) as Dns;
  const timed =
    (ttl: number, ...addresses: string[]) =>
    () =>
      Promise.resolve(addresses.map((address) => ({ address, ttl })));

  it("have all their addresses, for the shortest time that one is good for", async () => {
    const dns = dnsOf({ resolve4: timed(30, "10.0.0.1", "10.0.0.2"), resolve6: timed(7, "fd00::1") });
    const { addresses, ttlMs } = await resolveBy(dns)("kdap");
    expect([addresses.map(({ host }) => host), ttlMs]).toEqual([["10.0.0.1", "10.0.0.2", "fd00::1"], 7000]);
    expect((await resolveBy(dnsOf({ resolve4: timed(0, "10.0.0.1") }))("kdap")).ttlMs).toBe(1000);
    expect((await resolveBy(dnsOf({ resolve4: timed(86_400, "10.0.0.1") }))("kdap")).ttlMs).toBe(60_000);
  });

  it("are looked up on this machine where DNS does not know them; an address is itself", async () => {
    const lookup = () => Promise.resolve([{ address: "10.0.0.5", family: 4 }]);
    expect((await resolveBy(dnsOf({ lookup }))("kdap")).addresses.map(({ host }) => host)).toEqual(["10.0.0.5"]);
    for (const address of ["10.0.0.7", "[fd00::7]"])
      expect(await resolveBy(dnsOf({}))(address)).toMatchObject({
        addresses: [{ host: address.replace(/[[\]]/g, "") }],
        ttlMs: Infinity,
      });
    await expect(resolveBy(dnsOf({}))("nobody")).rejects.toThrow("ENOTFOUND");
  });

  it("of services say hosts, ports, priorities and weights; a host that is away is left out", async () => {
    const records = [
      { name: "one", port: 4001, priority: 1, weight: 20 },
      { name: "two", port: 4002, priority: 1, weight: 0 },
      { name: "away", port: 4003, priority: 1, weight: 20 },
    ];
    const dns = dnsOf({
      resolveSrv: () => Promise.resolve(records),
      resolve4: (name: string) => (name === "away" ? nothing() : timed(5, name === "one" ? "10.0.0.1" : "10.0.0.2")()),
    });
    expect((await resolveBy(dns)("_graphql._tcp.kdap.gr")).addresses).toEqual([
      { host: "10.0.0.1", port: 4001, priority: 1, weight: 20 },
      { host: "10.0.0.2", port: 4002, priority: 1, weight: 0.01 },
    ]);
    const gone = dnsOf({ resolveSrv: () => Promise.resolve(records) });
    await expect(resolveBy(gone)("_graphql._tcp.kdap.gr")).rejects.toThrow("none of the service's hosts");
  });
});

describe("an owner at several addresses", () => {
  const servers = new Servers();
  afterEach(() => servers.close());

  it("is asked at each; one that dies costs no read, and one that comes is found", async () => {
    const { signing } = await makeKeys();
    const { log } = readableLog();
    const met = new Map<string, number>();
    const serve = async (name: string): Promise<{ port: number; stop: () => Promise<void> }> => {
      const server = createServer((request, response) => {
        met.set(name, (met.get(name) ?? 0) + 1);
        const body = JSON.stringify({ data: { host: request.headers.host } });
        response.writeHead(200, { "content-type": "application/json" }).end(body);
      });
      const origin = await servers.start(server);
      return { port: Number(new URL(origin).port), stop: () => servers.stop(server) };
    };
    const [first, second, third] = [await serve("first"), await serve("second"), await serve("third")];
    let known = [first, second];
    const resolve = () =>
      Promise.resolve({
        addresses: known.map(({ port }) => ({ host: "127.0.0.1", port, priority: 0, weight: 1 })),
        ttlMs: 20,
      });
    const endpoints = new Map([["kdap", "http://_graphql._tcp.kdap.gr/graphql"]]);
    const calls = overHttp({ endpoints, sign: await signerFrom(signing), log, resolve });
    const ask = () => calls.call({ service: "kdap", query: "{ host }", kind: "query" }, WORKER);
    const answers = await Promise.all(Array.from({ length: 10 }, ask));
    expect([...met.values()]).toEqual([5, 5]);
    await first.stop();
    answers.push(...(await Promise.all(Array.from({ length: 10 }, ask))));
    known = [second, third];
    await delay(25);
    await ask();
    answers.push(...(await Promise.all(Array.from({ length: 10 }, ask))));
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['{"data":{"host":"kdap.gr"}}']));
    expect(met.get("third")).toBeGreaterThan(0);
    await calls.close();
  });
});
