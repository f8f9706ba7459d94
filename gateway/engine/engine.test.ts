import { GraphQLError, GraphQLString } from "graphql";
import { completeLeaf, ObjectShape } from "./answering/complete.js";
import { Written } from "./answering/fetched.js";
import { Engine } from "./engine.js";
import { fetchOf, merger, pathTo } from "./fetching/fetches.fixture.js";
import { RootFetch } from "./fetching/root-fetch.js";
import { FIRST_PART, type PreparedOperation } from "./prepared-operation.js";
import { inOrder } from "./program.js";
import { AS_PLANNED } from "./run.fixture.js";

const root = new RootFetch(fetchOf("{a}", ["a"], { variables: ["x"] }), pathTo(), merger);
const shape = new ObjectShape([{ name: "a", from: "a", completion: completeLeaf(GraphQLString), nonNull: undefined }]);
const wrong = new GraphQLError("Wrong.");

/** `{ a }`, for which the variable `x` must be given. */
const prepared: PreparedOperation = {
  ...{ kind: "query", name: null, defers: [], names: AS_PLANNED, keepsNames: true },
  plan: { kind: "QueryPlan" },
  program: inOrder([{ step: (run) => root.step(run), part: FIRST_PART, after: [] }]),
  coerce: (given) => ("x" in given ? { variables: given } : { errors: [wrong] }),
  shape: () => shape,
};
const followed: PreparedOperation = { ...prepared, kind: "subscription", source: root, program: inOrder([]) };

const engine = new Engine<string>(async ({ query, variables }, context) => ({
  data: { a: `${query} ${String(variables?.["x"])} for ${context}` },
}));
const request = { variables: { x: 1 }, context: "her" };

describe("the engine", () => {
  it("answers a prepared operation: whole, as JSON, in parts", async () => {
    const data = { a: "{a} 1 for her" };
    expect({ ...(await engine.execute(prepared, request)).data }).toEqual(data);
    expect(((await engine.write(prepared, request)) as Written).text).toBe(JSON.stringify(data));
    const asked: string[] = [];
    const contextOf = (part: string) => (asked.push(part), "her");
    const { first, rest } = await engine.deliver(prepared, { variables: { x: 1 }, contextOf });
    expect([{ ...first.data }, rest, asked]).toEqual([data, undefined, [FIRST_PART]]);
  });

  it("asks nobody where the variables do not fit", async () => {
    const misfit = { ...request, variables: {} };
    expect(await engine.execute(prepared, misfit)).toEqual({ errors: [wrong] });
    expect(await engine.write(prepared, misfit)).toEqual({ errors: [wrong] });
    expect(await engine.deliver(prepared, { ...misfit, contextOf: () => "her" })).toEqual({
      first: { errors: [wrong] },
    });
    expect(engine.follow(followed, {})).toEqual({ errors: [wrong] });
  });

  it("gives no single answer to a subscription, and follows nothing else", async () => {
    const refusal = { errors: [{ extensions: { code: "OPERATION_NOT_SUPPORTED" } }] };
    expect(await engine.execute(followed, request)).toMatchObject(refusal);
    expect(await engine.deliver(followed, { ...request, contextOf: () => "her" })).toMatchObject({ first: refusal });
    expect(() => engine.follow(prepared, { x: 1 })).toThrow("no subscription");
  });

  it("says what a subscription follows, and makes each event whole", async () => {
    const wish = engine.follow(followed, { x: 1 });
    if ("errors" in wish) throw wish.errors[0];
    expect(wish.request).toMatchObject({ query: "{a}", variables: { x: 1 } });
    const event = await engine.complete(followed, wish, { data: { a: "told" } }, { context: "her" });
    expect({ ...event.data }).toEqual({ a: "told" });
  });
});
