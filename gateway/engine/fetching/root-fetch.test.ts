import { fetchOf, merger, pathTo } from "./fetches.fixture.js";
import { RootFetch } from "./root-fetch.js";
import { TestRun } from "../run.fixture.js";

const fetchAt = (...path: string[]): RootFetch =>
  new RootFetch(
    fetchOf("q", ["me", "all"], { variables: ["first"], renamed: new Map([["me__0", "me"]]) }),
    pathTo(...path),
    merger,
  );

describe("a fetch of root fields", () => {
  it("brings what it names to the root", async () => {
    const run = new TestRun(() => ({ data: { me: { id: "1" }, all: [], more: 1 } }), { variables: { first: 2 } });
    await fetchAt().step(run);
    expect(run.tree).toEqual({ me: { id: "1" }, all: [] });
    expect(run.asked).toEqual([{ service: "people", query: "q", kind: "query", variables: { first: 2 } }]);
  });

  it("brings to every object of a path something of its own, and asks nothing where there is none", async () => {
    const at = fetchAt("list", "@");
    const tree = { list: [{}, {}] as { me?: object }[] };
    const run = new TestRun(() => ({ data: { me: { id: "1" } } }), { tree });
    await at.step(run);
    expect(tree.list).toEqual([{ me: { id: "1" } }, { me: { id: "1" } }]);
    expect(tree.list[0]!.me).not.toBe(tree.list[1]!.me);
    expect(at.step(new TestRun(() => null, { tree: { list: [] } }))).toBeUndefined();
  });

  it("tells an error where it is, under the name it has there", async () => {
    const errors = [{ message: "No.", path: ["me__0", "name"] }, { message: "No place." }];
    const run = new TestRun(() => ({ data: {}, errors }));
    await fetchAt().step(run);
    expect(run.told).toEqual(["INTERNAL_SERVER_ERROR at me.name", "INTERNAL_SERVER_ERROR at undefined"]);
  });

  it("that comes to nothing is one error a field, or one at the first object of a path", async () => {
    const fail = async (fetch: RootFetch, tree: Record<string, unknown>) => {
      const run = new TestRun(() => "no answer", { tree });
      await fetch.step(run);
      run.faults.violation([...(tree["viewer"] ? ["viewer"] : []), "all"], true, { message: "", extensions: {} });
      return run.told;
    };
    expect(await fail(fetchAt(), {})).toEqual(["SERVICE_BAD_ANSWER at me", "SERVICE_BAD_ANSWER at all"]);
    expect(await fail(fetchAt("viewer"), { viewer: {} })).toEqual(["SERVICE_BAD_ANSWER at viewer"]);
  });

  it("that comes to nothing explains what is missing in every object of its path", async () => {
    const run = new TestRun(() => "no answer", { tree: { list: [{}, {}] } });
    await fetchAt("list", "@").step(run);
    run.faults.violation(["list", 1, "all"], true, { message: "", extensions: {} });
    expect(run.told).toEqual(["SERVICE_BAD_ANSWER at list.0"]);
  });

  it("takes an event that nobody asked for", () => {
    const run = new TestRun(() => null);
    fetchAt().take(run, { data: { me: { id: "1" } } });
    expect(run.tree).toEqual({ me: { id: "1" } });
    expect(run.asked).toEqual([]);
  });
});
