import { GraphQLError } from "graphql";
import { Selected } from "./fetching/selected.js";
import { TestRun } from "./run.fixture.js";
import { MIN_SHARED } from "./run.js";
import type { SubgraphRequest } from "./subgraph-call.js";

const request: SubgraphRequest = { service: "people", query: "{me{id}}", kind: "query" };
const nothing = new Selected(new Map());
const list = new Selected(new Map([["all", new Selected(new Map([["id", undefined]]), true)]]));

describe("a run asks a subgraph", () => {
  it("and takes what has the form of an answer", async () => {
    const run = new TestRun(() => ({ data: { me: null }, extensions: {} }));
    expect(await run.ask(request, nothing)).toEqual({ data: { me: null }, errors: [] });
    expect(run.asked).toEqual([request]);
  });

  it("and never learns its address from what it rejects with", async () => {
    for (const reason of [new Error("connect 10.0.0.7:4001"), "10.0.0.7", new GraphQLError("10.0.0.7")]) {
      const run = new TestRun(() => {
        throw reason;
      });
      const fault = await run.ask(request, nothing);
      expect(fault).toMatchObject({ extensions: { service: "people", code: "SERVICE_UNAVAILABLE" } });
      expect(JSON.stringify(fault)).not.toContain("10.0.0.7");
    }
  });

  it("and lets an error with a code speak for itself", async () => {
    const run = new TestRun(() => {
      throw new GraphQLError("Too late.", { extensions: { code: "DEADLINE_EXCEEDED", host: "10.0.0.7" } });
    });
    expect(await run.ask(request, nothing)).toEqual({
      message: "Too late.",
      extensions: { service: "people", code: "DEADLINE_EXCEEDED" },
    });
  });

  it("not at all once nobody waits any more", async () => {
    const run = new TestRun(() => ({ data: {} }), { signal: AbortSignal.abort() });
    expect(await run.ask(request, nothing)).toMatchObject({ extensions: { code: "REQUEST_CANCELLED" } });
    expect(run.asked).toEqual([]);
  });

  it("and reads a long answer that repeats itself as one that shares its objects", async () => {
    const textOf = (length: number) => JSON.stringify({ data: { all: Array(length).fill({ id: "7" }) } });
    const read = async (text: string) => {
      const run = new TestRun(({ read: own }) => own!(text));
      const answer = (await run.ask(request, list)) as unknown as { data: { all: object[] } };
      return [run.isShared, answer.data.all[0] === answer.data.all[1]];
    };
    expect(await read(textOf(MIN_SHARED))).toEqual([true, true]);
    expect(await read(textOf(2))).toEqual([false, false]);
    const run = new TestRun(({ read: own }) => ({ data: { own: typeof own } }));
    expect(await run.ask(request, nothing)).toMatchObject({ data: { own: "undefined" } });
  });
});

it("a guard holds for true and for nothing else", () => {
  const run = new TestRun(() => null, { variables: { yes: true, no: false, odd: 1 } });
  const passes = (variable: string, value: boolean) => run.passes([{ variable, value }]);
  expect(["yes", "no", "odd", "missing"].map((name) => passes(name, true))).toEqual([true, false, false, false]);
  expect(["yes", "no", "odd", "missing"].map((name) => passes(name, false))).toEqual([false, true, true, true]);
  expect(run.passes([])).toBe(true);
});
