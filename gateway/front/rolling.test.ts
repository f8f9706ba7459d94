import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Pool } from "undici";
import { readableLog } from "../calls/subgraph.fixture";
import { LATER_SUPERGRAPH, supergraphOf, TestHub } from "./hub.fixture";
import { FileSource } from "../supergraph/file-source";
import { SupergraphWatch } from "../supergraph/watch";

const QUESTION = { query: '{ slow person(id: "7") { name job } }' };
const ANSWER = { data: { slow: "done", person: { name: "Μαρία", job: "baker" } } };

/** Asks two at a time, each as soon as the last is answered, over kept connections, wherever `target` says, until it is told to stop. */
async function load(target: () => TestHub, until: AbortSignal) {
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
        .request({ method: "POST", path: "/graphql", headers, body: JSON.stringify(QUESTION) })
        .then(({ body }) => body.text())
        .catch((error: Error) => error.message);
      answers.push(answer);
    }
  };
  await Promise.all(Array.from({ length: 2 }, ask));
  await Promise.all([...pools.values()].map((pool) => pool.close()));
  return answers;
}

const slow = () => delay(30).then(() => "done");

describe("a change under load", () => {
  it("an instance that leaves fails no question", async () => {
    const instances = [new TestHub(), new TestHub()];
    for (const each of instances) {
      await each.start();
      each.slow = slow;
    }
    const [first, second] = instances as [TestHub, TestHub];
    const end = new AbortController();
    // What a balancer does: it asks every instance whether it is ready, and believes the last answer.
    const ready = new Set(instances);
    const probing = (async () => {
      while (!end.signal.aborted) {
        for (const each of instances) {
          const isReady = await fetch(`${each.origin}/health/ready`).then(
            ({ ok }) => ok,
            () => false,
          );
          ready[isReady ? "add" : "delete"](each);
        }
        await delay(10);
      }
    })();
    let turn = 0;
    const answering = load(() => [...ready][turn++ % ready.size]!, end.signal);

    await delay(100);
    await first.hub.stop({ graceMs: 3000 });
    end.abort();
    await probing;

    const answers = await answering;
    expect(answers.length).toBeGreaterThan(20);
    expect([...new Set(answers)]).toEqual([JSON.stringify(ANSWER)]);
    await second.hub.stop();
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

  it("a supergraph with a subgraph that has no address is refused", async () => {
    const test = new TestHub();
    const addresses = new Set(["people"]);
    await expect(test.start({ addresses })).rejects.toThrow("SUBGRAPH_URLS: no address for work");
  });
});
