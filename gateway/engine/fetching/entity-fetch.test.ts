import { entityFetch, fetchOf, representer, treeOf } from "./fetches.fixture.js";
import { TestRun } from "../run.fixture.js";

const named = (...names: (string | null)[]) => ({ data: { _entities: names.map((name) => name && { name }) } });

describe("a fetch of entities", () => {
  it("asks for each once and gives its answer to every place it sits at", async () => {
    const tree = treeOf({ id: "1" }, null, { id: "2" }, { id: "1" });
    const run = new TestRun(() => named("one", "two"), { tree });
    await entityFetch("q", ["name"]).step(run);
    expect(run.asked).toEqual([
      {
        ...{ service: "people", query: "q", kind: "query" },
        variables: {
          representations: [
            { __typename: "A", id: "1" },
            { __typename: "A", id: "2" },
          ],
        },
      },
    ]);
    expect(tree).toEqual(treeOf({ id: "1", name: "one" }, null, { id: "2", name: "two" }, { id: "1", name: "one" }));
    expect(run.told).toEqual([]);
  });

  it("asks nothing where there is nobody to ask for, or where a condition does not hold", () => {
    const guards = [{ variable: "wanted", value: true }];
    for (const [fetch, tree] of [
      [entityFetch("q", ["name"]), treeOf(null, {})],
      [entityFetch("q", ["name"], { guards }), treeOf({ id: "1" })],
    ] as const) {
      const run = new TestRun(() => named(), { tree });
      expect(fetch.step(run)).toBeUndefined();
      expect(run.asked).toEqual([]);
    }
  });

  it("tells an entity's error at every place of it, under the name it has there", async () => {
    const run = new TestRun(
      () => ({ ...named("one", null), errors: [{ message: "No.", path: ["_entities", 1, "n__0", 3] }] }),
      { tree: treeOf({ id: "2" }, { id: "1" }, { id: "1" }) },
    );
    const fetch = entityFetch("q", ["name"], {
      fetch: fetchOf("q", ["name"], { renamed: new Map([["n__0", "name"]]) }),
    });
    await fetch.step(run);
    expect(run.told).toEqual(["INTERNAL_SERVER_ERROR at items.1.name.3", "INTERNAL_SERVER_ERROR at items.2.name.3"]);
  });

  it.each([
    ["no list", { data: {} }],
    ["a list too short", named("one")],
    ["no answer", 1],
  ])("tells of %s once, at the first place", async (_what, answer) => {
    const tree = treeOf({ id: "1" }, { id: "2" });
    const run = new TestRun(() => answer, { tree });
    await entityFetch("q", ["name"]).step(run);
    expect(run.told).toEqual(["SERVICE_BAD_ANSWER at items.0"]);
    run.faults.violation(["items", 1, "name"], true, { message: "", extensions: {} });
    expect(run.told).toHaveLength(1);
  });

  it("gives each place an object of its own where a later fetch tells them apart", async () => {
    const answer = () => ({ data: { _entities: [{ at: { x: 1 } }] } });
    const objects = async (copies: boolean) => {
      const tree = treeOf({ id: "1" }, { id: "1" }) as { items: { at: object }[] };
      await entityFetch("q", ["at"], { copies }).step(new TestRun(answer, { tree }));
      expect(tree.items[0]!.at).toEqual(tree.items[1]!.at);
      return new Set(tree.items.map(({ at }) => at)).size;
    };
    expect([await objects(false), await objects(true)]).toEqual([1, 2]);
  });

  it("asks for less of an entity that lacks an input", async () => {
    const weaker = [entityFetch("less", ["name"], { representer: representer(["id"]) })];
    const fetch = entityFetch("all", ["name", "price"], { representer: representer(["cents"], true), weaker });
    const run = new TestRun(({ query }) => named(query), { tree: treeOf({ id: "1", cents: 5 }, { id: "2" }) });
    await fetch.step(run);
    expect(run.asked.map(({ query, variables }) => [query, variables?.["representations"]])).toEqual([
      ["all", [{ __typename: "A", id: "1", cents: 5 }]],
      ["less", [{ __typename: "A", id: "2" }]],
    ]);
    expect(run.tree).toEqual(treeOf({ id: "1", cents: 5, name: "all" }, { id: "2", name: "less" }));
  });
});
