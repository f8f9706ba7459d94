import { setImmediate } from "node:timers/promises";
import { parse, validate } from "graphql";
import type { Part } from "../engine/answering/delivery.js";
import { TestFederation } from "./fixtures/in-memory-subgraphs.js";
import { JOBS, PEOPLE, people } from "./fixtures/people.fixture.js";
import type { SubgraphAnswer } from "../engine/subgraph-call.js";

const hub = new TestFederation(people);
beforeEach(() => {
  hub.instead = () => undefined;
  hub.requests.length = 0;
});

async function ask(query: string, variables: Record<string, unknown> = {}, signal?: AbortSignal) {
  const document = parse(query);
  expect(validate(hub.engine.schema, document)).toEqual([]);
  const prepared = hub.engine.prepare(document, undefined, undefined, { inParts: variables });
  const contextOf = (): undefined => undefined;
  const { first, rest } = await hub.engine.deliver(prepared, { variables, contextOf, ...(signal && { signal }) });
  const later: Part[] = [];
  for await (const part of rest ?? []) later.push(part);
  return JSON.parse(JSON.stringify({ first, later })) as { first: unknown; later: Part[] };
}

/** Long enough for another part to leave. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await setImmediate();
}

describe("what is deferred", () => {
  it("follows the first answer, at each place and under the client's label", async () => {
    const { first, later } = await ask(`{ people { called: name ... @defer(label: "work") { id: job { title } } } }`);
    expect(first).toEqual({ data: { people: PEOPLE.map(({ name }) => ({ called: name })) } });
    const incremental = PEOPLE.map((_, at) => ({
      data: { id: JOBS[at] ? { title: JOBS[at].title } : null },
      path: ["people", at],
      label: "work",
    }));
    expect(later).toEqual([{ name: "d0", incremental, hasNext: false }]);
  });

  it("comes when it is there, and never before what it stands in", async () => {
    let answerJobs = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      hub.instead = (request) => {
        if (request.service !== "jobs") return undefined;
        resolve();
        return new Promise<SubgraphAnswer>((answer) => {
          answerJobs = () => answer({ data: { _entities: [{ job: { title: "J" } }] } });
        });
      };
    });
    const whole = ask(`{
      person { id ... @defer(label: "slow") { job { title } ... @defer(label: "inner") { size { cm } } } }
      ... @defer(label: "quick") { now } }`);
    await asked;
    answerJobs();
    const { first, later } = await whole;
    expect(first).toEqual({ data: { person: { id: "1" } } });
    const labels = later.map(({ incremental }) => incremental[0]?.label);
    expect(labels.toSorted()).toEqual(["inner", "quick", "slow"]);
    expect(labels.indexOf("inner")).toBeGreaterThan(labels.indexOf("slow"));
    expect(later.map(({ hasNext }) => hasNext)).toEqual([true, true, false]);
  });

  it("is put off only where its condition holds, and only for who takes parts", async () => {
    const query = `query($later: Boolean = true) { person { id ...Work @defer(if: $later) } now }
      fragment Work on Person { job { title } ... @defer(if: false) { plain } }`;
    const whole = { data: { person: { id: "1", job: { title: "J1" }, plain: 5 }, now: 1 } };
    expect((await ask(query)).first).toEqual({ data: { person: { id: "1" }, now: 1 } });
    expect((await ask(query)).later).toHaveLength(1);
    expect(await ask(query, { later: false })).toEqual({ first: whole, later: [] });
    expect(await hub.ask(query)).toEqual(whole);
  });

  it("is deferred at each place of a fragment that is spread twice", async () => {
    const { later } = await ask(`{ a: person { ...Work } b: person { ...Work } }
      fragment Work on Person { id ... @defer(label: "work") { job { title } } }`);
    const places = later.flatMap(({ incremental }) => incremental.map(({ path, label }) => [path, label]));
    expect(places.toSorted()).toEqual([
      [["a"], "work"],
      [["b"], "work"],
    ]);
  });

  it("does not follow where there is nothing to add to", async () => {
    hub.instead = ({ service }) =>
      service === "people" ? Promise.resolve({ data: { person: null, people: [] } }) : undefined;
    const query = `{ person { id ... @defer { job { title } } } people { ... @defer { job { title } } } }`;
    expect(await ask(query)).toEqual({ first: { data: { person: null, people: [] } }, later: [] });
  });
});

describe("an error in what is deferred", () => {
  const query = `{ person { id ... @defer { name job { title } } ... @defer(label: "must") { must } } }`;

  it("comes with its own part, and leaves the rest alone", async () => {
    hub.instead = ({ service }) => (service === "jobs" ? Promise.reject(new Error("10.0.0.8")) : undefined);
    const { first, later } = await ask(query);
    expect(first).toEqual({ data: { person: { id: "1" } } });
    const byLabel = new Map(later.map(({ incremental: [each] }) => [each?.label, each]));
    const extensions = { service: "jobs", code: "SERVICE_UNAVAILABLE" };
    expect(byLabel.get(undefined)).toMatchObject({
      data: { name: "P1", job: null },
      path: ["person"],
      errors: [{ path: ["person"], extensions }],
    });
    expect(byLabel.get("must")).toMatchObject({ data: null, path: ["person"], errors: [{ extensions }] });
  });

  it.each(["must", "name"])(
    "nulls an object that was told, for every part, also where %s comes first",
    async (first) => {
      hub.instead = ({ query: text }) => {
        const isMust = text.includes("_entities");
        if (!isMust && !/\bname\b/.test(text)) return undefined;
        const answer = { data: isMust ? { _entities: [{ must: null }] } : { person: { name: "P1" } } };
        const isFirst = isMust === (first === "must");
        return isFirst ? Promise.resolve(answer) : turns(20).then(() => answer);
      };
      const { first: told, later } = await ask(
        `{ person { id } ... @defer(label: "must") { person { must } } ... @defer(label: "name") { person { name } } }`,
      );
      expect(told).toEqual({ data: { person: { id: "1" } } });
      const parts = later.map(({ incremental: [each] }) => [each?.label, each?.data]);
      const [must, name] = [
        ["must", { person: null }],
        ["name", { person: first === "must" ? null : { name: "P1" } }],
      ];
      expect(parts).toEqual(first === "must" ? [must, name] : [name, must]);
    },
  );

  it("is not told before the part that it is about", async () => {
    const error = { message: "unknown", path: ["person", "size"], extensions: { code: "NOT_FOUND" } };
    hub.instead = ({ service, query: asked }) =>
      service === "people" && asked.includes("size")
        ? Promise.resolve({ data: { person: { __typename: "Person", id: "1", size: null } }, errors: [error] })
        : undefined;
    const { first, later } = await ask(`{ ... @defer { person { size { cm } } } now }`);
    expect(first).toEqual({ data: { now: 1 } });
    expect(later[0]?.incremental).toMatchObject([
      { data: { person: { size: null } }, errors: [{ path: ["person", "size"], extensions: { code: "NOT_FOUND" } }] },
    ]);
  });
});

it("sends nothing more to who has left, and asks nobody for it", async () => {
  const left = new AbortController();
  hub.instead = ({ service }) => {
    if (service === "people") left.abort();
    return undefined;
  };
  const { later } = await ask(`{ person { id ... @defer { job { title } } } }`, {}, left.signal);
  expect(later).toEqual([]);
  expect(hub.requests.map(({ service }) => service)).toEqual(["people"]);
});

it.each([
  ["{ person { ... @defer(label: $l) { id } } }", "query($l: String)"],
  [`{ person { ... @defer(label: "a") { id } ... @defer(label: "a") { name } } }`, "query"],
])("refuses a label that is not its own: %s", (selection, head) => {
  expect(() => hub.engine.prepare(parse(`${head} ${selection}`))).toThrow(
    expect.objectContaining({ extensions: { code: "GRAPHQL_VALIDATION_FAILED" } }) as Error,
  );
});
