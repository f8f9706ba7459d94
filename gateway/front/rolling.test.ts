import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createClient } from "graphql-ws";
import { createLocalJWKSet } from "jose";
import { Pool } from "undici";
import { WebSocket } from "ws";
import { readableLog } from "../calls/subgraph.fixture";
import { identifyByToken } from "../identity/bearer";
import { ISSUER, TestIssuer } from "../identity/token.fixture";
import { Balancer, Talk } from "./balancer.fixture";
import { LATER_SUPERGRAPH, supergraphOf, TALKING_SUPERGRAPH, TestHub } from "./hub.fixture";
import { PlannerThread } from "../planning/planner/planner-thread";
import { modelOf } from "../planning/supergraph-model";
import { FileSource } from "../supergraph/file-source";
import { SupergraphWatch } from "../supergraph/watch";

const QUESTION = { query: '{ slow person(id: "7") { name job } }' };
const ANSWER = { data: { slow: "done", person: { name: "Μαρία", job: "baker" } } };

/** Asks two at a time, each as soon as the last is answered, over kept connections, wherever `target` says, until it is told to stop. */
async function load(target: () => Pick<TestHub, "origin" | "token">, until: AbortSignal, question: object = QUESTION) {
  const answers: string[] = [];
  const pools = new Map<string, Pool>();
  const poolOf = (origin: string): Pool => {
    let pool = pools.get(origin);
    if (!pool) pools.set(origin, (pool = new Pool(origin, { connections: 2 })));
    return pool;
  };
  const ask = async (): Promise<void> => {
    while (!until.aborted) {
      const hub = target();
      const pool = poolOf(hub.origin);
      const headers = { "content-type": "application/json", authorization: `Bearer ${await hub.token()}` };
      const answer = await pool
        .request({ method: "POST", path: "/graphql", headers, body: JSON.stringify(question) })
        .then(({ body }) => body.text())
        .catch((error: Error) => error.message);
      answers.push(answer);
    }
  };
  await Promise.all(Array.from({ length: 2 }, ask));
  await Promise.all([...pools.values()].map((pool) => pool.close()));
  return answers;
}

/** Follows what is said as any client of graphql-ws does: comes back where a socket ends, and continues after its last event. */
function listen(origin: string, token: () => Promise<string>) {
  let last: string | null = null;
  let told = 0;
  let sockets = 0;
  const texts: string[] = [];
  const client = createClient({
    url: `${origin.replace("http", "ws")}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: async () => ({ authorization: `Bearer ${await token()}` }),
    retryAttempts: 20,
    retryWait: () => delay(20),
    shouldRetry: () => true,
    on: { connected: () => void sockets++ },
  });
  const variables = {
    get after() {
      return last;
    },
  };
  client.subscribe<{ said: { id: string; text: string | null } }>(
    { query: "subscription ($after: ID) { said(after: $after) { id text } }", variables },
    {
      next: ({ data }) => {
        told++;
        last = data!.said.id;
        if (data!.said.text !== null) texts.push(data!.said.text);
      },
      error: (error) => texts.push(`failed: ${JSON.stringify(error)}`),
      complete: () => undefined,
    },
  );
  return {
    texts,
    sockets: () => sockets,
    told: async (count: number) => {
      while (told < count) await delay(5);
    },
    heard: async (text: string) => {
      while (!texts.includes(text) && !texts.at(-1)?.startsWith("failed")) await delay(5);
    },
    leave: () => client.dispose(),
  };
}

const slow = () => delay(30).then(() => "done");

/** Everything in it is about persons, of whom analysts and editors see nothing. */
const FOR_SOME = supergraphOf(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@tag"])
  type Query { person(id: ID!): Person }
  type Person @key(fields: "id") @tag(name: "personal") { id: ID!, name: String }`);

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

describe("a change under load", () => {
  it("every instance is replaced, one after the other: no question fails, no change is done twice, no event is lost", async () => {
    const issuer = await TestIssuer.create();
    const { log } = readableLog();
    const keys = createLocalJWKSet({ keys: [issuer.publicKey] });
    const identify = identifyByToken({ issuer: ISSUER, audience: "syndesmos", keys }, log);
    const talk = new Talk();
    const all: TestHub[] = [];
    const begin = async (): Promise<TestHub> => {
      const instance = new TestHub();
      await instance.start({ identify, supergraph: TALKING_SUPERGRAPH, stream: talk.open });
      instance.slow = slow;
      all.push(instance);
      return instance;
    };
    const balancer = new Balancer();
    const origin = await balancer.start([await begin(), await begin()]);
    const client = { origin, token: () => issuer.token() };
    const end = new AbortController();
    const asking = load(() => client, end.signal);
    const changing = load(() => client, end.signal, { query: 'mutation { rename(name: "Ελένη") }' });
    const following = listen(origin, () => issuer.token());
    await following.told(1); // the place to continue from
    let said = 0;
    const talking = setInterval(() => talk.say(String(++said)), 5);

    for (const leaving of [...all]) {
      const coming = await begin();
      balancer.instances.add(coming);
      await balancer.knows(3);
      await leaving.hub.stop({ graceMs: 1000 });
      balancer.instances.delete(leaving);
      await balancer.knows(2);
    }
    clearInterval(talking);
    talk.say("the last");
    await following.heard("the last");
    end.abort();

    const [answers, changes] = await Promise.all([asking, changing]);
    expect(answers.length).toBeGreaterThan(20);
    expect([...new Set(answers)]).toEqual([JSON.stringify(ANSWER)]);
    expect([...new Set(changes)]).toEqual([JSON.stringify({ data: { rename: "Ελένη" } })]);
    expect(all.flatMap(({ renamed }) => renamed)).toHaveLength(changes.length);
    expect(following.texts).toEqual([...Array.from({ length: said }, (_, at) => String(at + 1)), "the last"]);
    expect(following.sockets()).toBeGreaterThan(1);
    await following.leave();
    await balancer.stop();
    await Promise.all(all.slice(2).map(({ hub }) => hub.stop()));
  }, 60_000);

  it("another supergraph fails no question; one that cannot be used changes nothing, and the log says why", async () => {
    const test = new TestHub();
    await test.start();
    test.slow = slow;
    const directory = await mkdtemp(path.join(tmpdir(), "supergraph-"));
    const file = path.join(directory, "supergraph.graphql");
    const { log, text } = readableLog();
    const swap = (next: string) => test.hub.swap(next);
    const watch = new SupergraphWatch({
      source: new FileSource(file),
      supergraph: supergraphOf(),
      swap,
      log,
      everyMs: 0,
    });
    const end = new AbortController();
    const answering = load(() => test, end.signal);
    const later = async () =>
      JSON.stringify((await test.ask('{ __type(name: "Query") { fields { name } } }')).data).includes("later");

    await watch.check(); // there is no file yet
    await writeFile(file, supergraphOf());
    await watch.check();
    await writeFile(file, "type Query { half: ");
    await Promise.all([watch.check(), watch.check()]);
    expect(await later()).toBe(false);
    expect(text().split("\n").filter(Boolean)).toHaveLength(1);
    expect(text()).toMatch(/"reason":".+the supergraph is refused/);
    await writeFile(file, LATER_SUPERGRAPH);
    await watch.check();
    expect(await later()).toBe(true);
    expect(text()).toContain("another supergraph is in use");

    end.abort();
    expect([...new Set(await answering)]).toEqual([JSON.stringify(ANSWER)]);
    await watch.stop();
    await test.hub.stop();
    await rm(directory, { recursive: true });
  }, 60_000);

  it("each question is answered by one supergraph whole while others take its place; who follows something goes on", async () => {
    const [test, talk] = [new TestHub(), new Talk()];
    const planner = (supergraph: string) => new PlannerThread(supergraph);
    await test.start({ supergraph: TALKING_SUPERGRAPH, stream: talk.open, contracts: true, planner });
    test.slow = slow;
    const end = new AbortController();
    const question = { query: '{ purpose slow person(id: "7") { name job } }' };
    const answering = load(() => test, end.signal, question);
    const following = listen(test.origin, () => test.token());
    await following.told(1);

    const without = TALKING_SUPERGRAPH.replace(/^ *purpose: String.*\n/m, "");
    await test.hub.swap(without);
    expect((await test.ask(question.query)).errors?.[0]?.extensions.code).toBe("GRAPHQL_VALIDATION_FAILED");
    talk.say("in another");
    await Promise.all([test.hub.swap(TALKING_SUPERGRAPH), test.hub.swap(TALKING_SUPERGRAPH)]);
    await expect(test.hub.swap(FOR_SOME)).rejects.toThrow("Query"); // nothing would be left for analysts
    talk.say("the last");
    await following.heard("the last");
    expect((await test.ask(question.query)).data).toEqual({ purpose: "CARE", ...ANSWER.data });
    end.abort();

    const whole = JSON.stringify({ data: { purpose: "CARE", ...ANSWER.data } });
    const [given, refused] = [new Set<string>(), new Set<string>()];
    for (const answer of await answering) (answer.startsWith('{"data"') ? given : refused).add(answer);
    expect([...given]).toEqual([whole]);
    for (const answer of refused) expect(answer).toContain('Cannot query field \\"purpose\\" on type \\"Query\\"');
    expect(following.texts).toEqual(["in another", "the last"]);
    expect(following.sockets()).toBe(1);
    await following.leave();

    const begun = test.hub.swap(`${without}# later`).catch(({ message }: Error) => message);
    await test.hub.stop();
    expect(await begun).toBe("The gateway stops.");
  }, 60_000);

  it("of supergraphs that others took the place of nothing stays", async () => {
    const test = new TestHub();
    await test.start({ contracts: true });
    const schemas: WeakRef<object>[] = [];
    for (let time = 0; time < 12; time++) {
      const supergraph = `${supergraphOf()}# ${time}`;
      await test.hub.swap(supergraph);
      expect((await test.ask("{ purpose }")).data).toEqual({ purpose: "CARE" });
      schemas.push(new WeakRef(modelOf(supergraph).schema));
    }
    await delay(0); // what a WeakRef was asked for stays until the end of a turn
    collectGarbage();
    // The one in use, and the one before, which may come back.
    expect(schemas.filter((schema) => schema.deref()).length).toBeLessThanOrEqual(2);
    await test.hub.stop();
  });

  it("a supergraph with a subgraph that has no address is refused", async () => {
    const test = new TestHub();
    const addresses = new Set(["people"]);
    await expect(test.start({ addresses })).rejects.toThrow("SUBGRAPH_URLS: no address for work");
  });
});
