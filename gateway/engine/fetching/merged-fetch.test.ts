import { setImmediate } from "node:timers/promises";
import { entityFetch, nothing, representer, treeOf } from "./fetches.fixture.js";
import { MergedFetch } from "./merged-fetch.js";
import { TestRun } from "../run.fixture.js";

const merged = new MergedFetch(
  [
    entityFetch("names", ["name"], { representer: representer(["id"]) }),
    entityFetch("prices", ["price"], { representer: representer(["cents"]) }),
    entityFetch("never", ["x"], { guards: [{ variable: "never", value: true }] }),
  ],
  {
    request: { service: "people", query: "both", kind: "query" },
    variables: [],
    selected: nothing,
    representations: ["r0", "r1", "r2"],
  },
);
const error = (...path: (string | number)[]) => ({ message: "No.", path });

describe("several fetches in one request", () => {
  it("are one text, with an empty list for what has nothing to ask", async () => {
    const run = new TestRun(() => ({ data: { _0: [{ name: "n" }], _1: [{ price: 5 }], _2: [] } }), {
      tree: treeOf({ id: "1", cents: 5 }),
    });
    await merged.step(run);
    expect(run.asked).toEqual([
      {
        ...{ service: "people", query: "both", kind: "query" },
        variables: { r0: [{ __typename: "A", id: "1" }], r1: [{ __typename: "A", id: "1", cents: 5 }], r2: [] },
      },
    ]);
    expect(run.tree).toEqual(treeOf({ id: "1", cents: 5, name: "n", price: 5 }));
  });

  it("are asked alone where only one has something to ask, and not at all where none has", async () => {
    const run = new TestRun(() => ({ data: { _entities: [{ name: "n" }] } }), { tree: treeOf({ id: "1" }) });
    await merged.step(run);
    expect(run.asked.map(({ query }) => query)).toEqual(["names"]);
    expect(merged.step(new TestRun(() => null, { tree: {} }))).toBeUndefined();
  });

  it("have each its own errors, and the first those of nobody", async () => {
    const errors = [error("_1", 0, "price"), error("_0", 0), { message: "Of nobody." }];
    const run = new TestRun(() => ({ data: { _0: [null], _1: [{ price: null }], _2: [] }, errors }), {
      tree: treeOf({ id: "1", cents: 5 }),
    });
    await merged.step(run);
    expect(run.told).toEqual([
      "INTERNAL_SERVER_ERROR at items.0",
      "INTERNAL_SERVER_ERROR at items.0",
      "INTERNAL_SERVER_ERROR at items.0.price",
    ]);
  });

  it("are asked each alone where one of them nulls the whole", async () => {
    const run = new TestRun(
      ({ query }) => {
        if (query === "both") return { data: null, errors: [error("_0", 0)] };
        return query === "names" ? { data: null, errors: [error()] } : { data: { _entities: [{ price: 5 }] } };
      },
      { tree: treeOf({ id: "1", cents: 5 }) },
    );
    await merged.step(run);
    expect(run.asked.map(({ query }) => query)).toEqual(["both", "names", "prices"]);
    expect(run.tree).toEqual(treeOf({ id: "1", cents: 5, price: 5 }));
    expect(run.told).toEqual(["INTERNAL_SERVER_ERROR at items.0"]);
  });

  it("fail each as if asked alone where no answer comes", async () => {
    const run = new TestRun(() => setImmediate("no answer"), { tree: treeOf({ id: "1", cents: 5 }) });
    await merged.step(run);
    expect(run.asked).toHaveLength(1);
    expect(run.told).toEqual(["SERVICE_BAD_ANSWER at items.0", "SERVICE_BAD_ANSWER at items.0"]);
  });
});
