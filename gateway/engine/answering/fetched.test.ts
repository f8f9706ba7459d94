import { GraphQLString } from "graphql";
import { completeLeaf, ObjectShape } from "./complete.js";
import { Fetched, Written } from "./fetched.js";
import { badAnswer } from "../fault.js";
import type { PreparedOperation } from "../prepared-operation.js";
import { TestRun } from "../run.fixture.js";
import type { Tree } from "../tree.js";

const shape = new ObjectShape([{ name: "a", from: "a", completion: completeLeaf(GraphQLString), nonNull: undefined }]);
const fetched = (tree: Tree, keepsNames: boolean, run = new TestRun(() => null, { tree })) =>
  new Fetched({ shape: () => shape, keepsNames } as Partial<PreparedOperation> as PreparedOperation, run);

describe("what was fetched", () => {
  it("is an answer, or sooner its JSON", () => {
    const answer = fetched({ a: "Νίκη", key: 1 }, true);
    expect(answer.hasValues).toEqual([true]);
    expect({ ...answer.shape().data }).toEqual({ a: "Νίκη" });
    const written = answer.write() as Written;
    expect([written.response, written.text]).toEqual(['{"data":{"a":"Νίκη"}}', '{"a":"Νίκη"}']);
  });

  it("is counted by what was brought, or by what is told where names differ", () => {
    const tree = { a: "x", key: 1 };
    expect((fetched(tree, true).write() as Written).content).toBe(tree);
    expect((fetched(tree, false).write() as Written).content).toEqual({ a: "x" });
  });

  it("is made in the careful way where there is any error to tell", () => {
    expect(fetched({ a: {} }, true).write()).toMatchObject({ data: { a: null }, errors: [{ path: ["a"] }] });
    const run = new TestRun(() => null, { tree: { a: "x" } });
    run.faults.report(badAnswer("people"), ["b"]);
    expect(fetched({}, true, run).write()).toMatchObject({ data: { a: "x" }, errors: [{ path: ["b"] }] });
  });
});
