import { completeLeaf, completeObject, ObjectShape, type FieldShape } from "./complete.js";
import { deliver, type Part } from "./delivery.js";
import { GraphQLString } from "graphql";
import { badAnswer } from "../fault.js";
import { FIRST_PART, type PreparedOperation } from "../prepared-operation.js";
import { TestRun } from "../run.fixture.js";
import type { Tree } from "../tree.js";

const field = (name: string, completion = completeLeaf(GraphQLString), nonNull?: string): FieldShape => ({
  ...{ name, from: name, completion },
  nonNull,
});
/** `{ a ... @defer(label: "L") { b c { x } } }`, and within its `c` another: `... @defer { y! }`. */
const inner = { defer: "d1", shape: new ObjectShape([field("y", undefined, "needed")]) };
const c = field("c", completeObject(new ObjectShape([field("x")], [inner])));
const outer = { defer: "d0", shape: new ObjectShape([field("b"), c]) };
const shape = new ObjectShape([field("a")], [outer]);

/** Its parts, where `tree` was fetched and these paths went wrong in them. */
async function parts(
  tree: Tree,
  wrong: Record<string, string[]> = {},
  ended = async (_part: string) => {},
  root = shape,
) {
  const signal = new AbortController();
  const runs = new Map(
    ["", "d0", "d1"].map((part) => [part, new TestRun(() => null, { ...{ tree }, signal: signal.signal })]),
  );
  for (const [part, path] of Object.entries(wrong)) runs.get(part)!.faults.report(badAnswer("people"), path);
  const prepared = {
    program: () => ended,
    shape: () => root,
    defers: [
      { name: "d0", label: "L", condition: undefined, parent: FIRST_PART },
      { name: "d1", label: undefined, condition: undefined, parent: "d0" },
    ],
  } as Partial<PreparedOperation> as PreparedOperation;
  const { first, rest } = await deliver(prepared, (part) => runs.get(part)!);
  return { first, rest, leave: () => signal.abort() };
}

async function all(rest: AsyncIterable<Part> | undefined) {
  const told = [];
  for await (const { name, incremental, hasNext } of rest ?? [])
    told.push({
      ...{ name, hasNext },
      incremental: incremental.map(({ errors, ...each }) => ({ ...each, ...(errors && { errors: errors.length }) })),
    });
  return JSON.parse(JSON.stringify(told)) as unknown;
}

describe("an answer in parts", () => {
  it("tells each part after what it stands in", async () => {
    const { first, rest } = await parts({ a: "1", b: "2", c: { x: "3", y: "4" } });
    expect(JSON.stringify(first)).toBe('{"data":{"a":"1"}}');
    expect(await all(rest)).toEqual([
      { name: "d0", hasNext: true, incremental: [{ data: { b: "2", c: { x: "3" } }, path: [], label: "L" }] },
      { name: "d1", hasNext: false, incremental: [{ data: { y: "4" }, path: ["c"] }] },
    ]);
  });

  it("is whole where what a part would stand in is not there", async () => {
    const { rest } = await parts({ a: "1", b: "2", c: null });
    expect(await all(rest)).toEqual([
      { name: "d0", hasNext: false, incremental: [{ data: { b: "2", c: null }, path: [], label: "L" }] },
    ]);
  });

  it("tells an error with the part that holds its place", async () => {
    const { first, rest } = await parts({ a: null, b: null, c: { y: "4" } }, { "": ["a"], d0: ["c", "y"] });
    expect(first.errors).toHaveLength(1);
    const y = { name: "d1", hasNext: false, incremental: [{ data: { y: "4" }, path: ["c"], errors: 1 }] };
    expect(await all(rest)).toEqual([
      { name: "d0", hasNext: true, incremental: [{ data: { b: null, c: { x: null } }, path: [], label: "L" }] },
      y,
    ]);
  });

  it("tells what went wrong in the first part's fetches with the part that holds its place", async () => {
    const { first, rest } = await parts({ a: "1", b: null, c: null }, { "": ["b"] });
    expect(first.errors).toBeUndefined();
    expect(await all(rest)).toMatchObject([{ name: "d0", incremental: [{ data: { b: null, c: null }, errors: 1 }] }]);
  });

  it("is one where nothing is there to be added to", async () => {
    const whole = new ObjectShape([c]);
    expect(await parts({ c: null }, {}, undefined, whole)).toMatchObject({
      first: { data: { c: null } },
      rest: undefined,
    });
    expect((await parts({ c: { x: "3", y: "4" } }, {}, undefined, whole)).rest).toBeDefined();
  });

  it("keeps what a part was added to, where the part itself may not be null and is", async () => {
    const { rest } = await parts({ a: "1", b: "2", c: { x: "3" } });
    const [, last] = (await all(rest)) as object[];
    expect(last).toEqual({ name: "d1", hasNext: false, incremental: [{ data: null, path: ["c"], errors: 1 }] });
  });

  it("ends, once all under way has, when nobody waits any more", async () => {
    const ended: string[] = [];
    const { rest, leave } = await parts({ a: "1" }, {}, async (part) => void ended.push(part));
    leave();
    expect(await all(rest)).toEqual([]);
    expect(new Set(ended)).toEqual(new Set(["", "d0", "d1"]));
  });
});
