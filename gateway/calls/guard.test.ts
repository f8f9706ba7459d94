import { setTimeout as delay } from "node:timers/promises";
import { Refusal } from "../../subgraphs/kernel/refusal";
import type { SubgraphAnswer, SubgraphRequest } from "../engine/subgraph-call";
import type { Requested } from "./calls";
import { withDeadline } from "./deadline";
import { callCancelled } from "./failure";
import { Guards, type GuardOptions } from "./guard";
import { readableLog } from "./subgraph.fixture";

const READ: SubgraphRequest = { service: "people", query: "{ name }", kind: "query" };
const WRITE: SubgraphRequest = { ...READ, query: "mutation { rename }", kind: "mutation" };
const ASKED: Requested = { requestId: "request-0001" };

const down = () => new Refusal("SERVICE_UNAVAILABLE", "down");
const code = (answer: Promise<unknown>) =>
  answer.then(
    () => "answered",
    (error: Refusal) => error.extensions["code"],
  );

/** A subgraph that does what `behave` says, behind a guard. */
function guarded(behave: (call: number) => Promise<SubgraphAnswer>, options: GuardOptions = {}) {
  const { log, text } = readableLog();
  let calls = 0;
  const states: string[] = [];
  const onState = (_: string, state: string) => void states.push(state);
  const send = new Guards(log, { onState, ...options }).around<Requested>(() => behave(++calls));
  return { ask: (request = READ) => send(request, ASKED), calls: () => calls, states, text };
}

describe("calls to a subgraph that fails", () => {
  it("a mutation is never asked again", async () => {
    const { ask, calls } = guarded(() => Promise.reject(down()));
    expect(await code(ask(WRITE))).toBe("SERVICE_UNAVAILABLE");
    expect(calls()).toBe(1);
  });

  it.each(["SERVICE_TIMEOUT", "SERVICE_BAD_ANSWER"] as const)(
    "a read that ended in %s is not asked again",
    async (is) => {
      const { ask, calls } = guarded(() => Promise.reject(new Refusal(is, "no")));
      expect(await code(ask())).toBe(is);
      expect(calls()).toBe(1);
    },
  );

  it("a read that was lost is asked again, at most twice", async () => {
    const healing = guarded((call) => (call < 3 ? Promise.reject(down()) : Promise.resolve({ data: {} })));
    expect(await code(healing.ask())).toBe("answered");
    const dead = guarded(() => Promise.reject(down()));
    expect(await code(dead.ask())).toBe("SERVICE_UNAVAILABLE");
    expect([healing.calls(), dead.calls()]).toEqual([3, 3]);
  });

  it("after ten failures it is left alone, then one call finds out for all", async () => {
    let isUp = false;
    const answer = () => (isUp ? delay(20).then(() => ({ data: {} })) : Promise.reject(down()));
    const { ask, calls, states, text } = guarded(answer, { probeAfterMs: 60 });
    for (let call = 0; call < 10; call++) await code(ask(WRITE));
    isUp = true;
    expect(await Promise.all([code(ask()), code(ask(WRITE))])).toEqual(["SERVICE_UNAVAILABLE", "SERVICE_UNAVAILABLE"]);
    expect(calls()).toBe(10);
    await delay(70);
    const probe = code(ask());
    const waiting = [code(ask()), code(ask(WRITE))];
    expect(calls()).toBe(11);
    expect(await Promise.all([probe, ...waiting])).toEqual(["answered", "answered", "answered"]);
    expect(states).toEqual(["open", "half-open", "closed"]);
    expect(text().split("\n").filter(Boolean)).toHaveLength(2);
  });

  it("what it refuses unsent is not said to have an unknown outcome", async () => {
    const { ask } = guarded(() => Promise.reject(down()));
    for (let call = 0; call < 10; call++) await code(ask(WRITE));
    await expect(ask(WRITE)).rejects.toMatchObject({ extensions: { code: "SERVICE_UNAVAILABLE" } });
    await expect(ask(WRITE)).rejects.not.toMatchObject({ extensions: { details: expect.anything() as unknown } });
  });

  it("one success between failures, clients that left and answers nobody can use do not close it", async () => {
    const once = guarded((call) => (call === 9 ? Promise.resolve({}) : Promise.reject(down())));
    for (let call = 0; call < 18; call++) await code(once.ask(WRITE));
    const left = guarded(() => Promise.reject(callCancelled()));
    const odd = guarded(() => Promise.reject(new Refusal("SERVICE_BAD_ANSWER", "no")));
    for (let call = 0; call < 12; call++) await Promise.all([code(left.ask()), code(odd.ask())]);
    expect([once.states, left.states, odd.states]).toEqual([[], [], []]);
  });

  it("so many wait for their turn, and the rest is turned away", async () => {
    const answers: (() => void)[] = [];
    const hold = () => new Promise<SubgraphAnswer>((resolve) => answers.push(() => resolve({})));
    const { ask, calls } = guarded(hold, { concurrency: 1 });
    const asked = Array.from({ length: 18 }, () => code(ask(WRITE)));
    expect(await asked.at(-1)).toBe("SERVICE_UNAVAILABLE");
    expect(calls()).toBe(1);
    const all = Promise.all(asked);
    const open = setInterval(() => answers.splice(0).forEach((answer) => answer()), 1);
    expect((await all).filter((each) => each === "answered")).toHaveLength(17);
    clearInterval(open);
  });
});

describe("a question whose time is over", () => {
  const { log } = readableLog();
  const hang = withDeadline<Requested>(() => new Promise(() => undefined), 60, log);

  it("ends its reads, and lets its mutations have their own time", async () => {
    const over = { ...ASKED, deadline: performance.now() - 1 };
    const started = performance.now();
    expect(await code(hang(READ, over))).toBe("SERVICE_TIMEOUT");
    expect(performance.now() - started).toBeLessThan(50);
    expect(await code(hang(WRITE, over))).toBe("SERVICE_TIMEOUT");
    expect(performance.now() - started).toBeGreaterThan(55);
  });
});
