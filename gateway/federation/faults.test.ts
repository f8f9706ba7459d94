import { GraphQLError } from "graphql";
import { TestFederation } from "./fixtures/in-memory-subgraphs.js";
import { PEOPLE, people } from "./fixtures/people.fixture.js";
import type { EndSignal, SubgraphAnswer, SubgraphRequest } from "../engine/subgraph-call.js";

const hub = new TestFederation(people);
beforeEach(() => {
  hub.instead = () => undefined;
});

/** Lets one subgraph's requests be answered by the test. */
function instead(service: string, answer: (request: SubgraphRequest, signal?: EndSignal) => Promise<SubgraphAnswer>) {
  hub.instead = (request, signal) => (request.service === service ? answer(request, signal) : undefined);
}

describe("a subgraph that is down", () => {
  it("costs one error per root field, and leaves the rest", async () => {
    instead("people", () => Promise.reject(new Error("connect ECONNREFUSED 10.0.0.7:4001")));
    const answer = await hub.ask(`{ p: people { id } now jobs { title } }`);
    expect(answer.data).toEqual({ p: null, now: null, jobs: [{ title: "J1" }, { title: "J2" }] });
    expect(answer.errors).toEqual(
      ["p", "now"].map((name) => ({
        message: "A service that this answer needs is not available.",
        path: [name],
        extensions: { code: "SERVICE_UNAVAILABLE", service: "people" },
      })),
    );
  });

  it("costs one error per entity fetch, however many entities it was for", async () => {
    instead("jobs", () => Promise.reject(new Error("10.0.0.7")));
    const answer = await hub.ask(`{ people { name job { title } plain } }`);
    expect(answer.data).toEqual({ people: PEOPLE.map(({ name }) => ({ name, job: null, plain: null })) });
    expect(answer.errors?.map(({ path, extensions }) => [path, extensions])).toEqual([
      [["people", 0], { code: "SERVICE_UNAVAILABLE", service: "jobs" }],
    ]);
  });

  it("explains everything that is missing below, once", async () => {
    instead("jobs", () => Promise.reject(new Error("10.0.0.7")));
    const answer = await hub.ask(`{ groups { must } }`);
    expect(answer.data).toEqual({ groups: [[null, null], [null]] });
    expect(answer.errors?.map(({ path }) => path)).toEqual([["groups", 0, 0]]);
  });

  it("nulls what may not be null up to what may, without further errors", async () => {
    instead("jobs", () => Promise.reject(new Error("10.0.0.7")));
    const answer = await hub.ask(`{ people { must } now }`);
    expect(answer.data).toEqual({ people: null, now: 1 });
    expect(answer.errors).toHaveLength(1);
    instead("people", () => Promise.reject(new Error("10.0.0.7")));
    expect(await hub.ask(`{ strict }`)).toMatchObject({ data: null, errors: [{ path: ["strict"] }] });
  });

  it("may say why in a GraphQLError, of which only code, reference and details pass", async () => {
    const extensions = { code: "SERVICE_TIMEOUT", reference: "r1", details: [1], stacktrace: ["x"], url: "http://x" };
    instead("jobs", () => Promise.reject(new GraphQLError("Too slow.", { extensions })));
    const { errors } = await hub.ask(`{ best { title } }`);
    expect(errors).toEqual([
      {
        message: "Too slow.",
        path: ["best"],
        extensions: { service: "jobs", code: "SERVICE_TIMEOUT", reference: "r1", details: [1] },
      },
    ]);
  });

  it("may even throw instead of rejecting", async () => {
    hub.instead = () => {
      throw new Error("10.0.0.7");
    };
    const { errors } = await hub.ask(`{ best { title } }`);
    expect(errors?.map((error) => error.extensions["code"])).toEqual(["SERVICE_UNAVAILABLE"]);
  });
});

describe("a subgraph that answers nonsense", () => {
  const nonsense: [string, unknown][] = [
    ["nothing", undefined],
    ["null", null],
    ["text", "<html>"],
    ["a list", []],
    ["an empty object", {}],
    ["null data without errors", { data: null }],
    ["null data with no errors in the list", { data: null, errors: [] }],
    ["text for data", { data: "x" }],
    ["errors that are no list", { data: {}, errors: "x" }],
    ["errors without a message", { data: {}, errors: [{ path: ["a"] }] }],
    ["errors with a strange path", { data: {}, errors: [{ message: "x", path: [{}] }] }],
  ];
  it.each(nonsense)("%s, to a root fetch and to an entity fetch", async (_, answer) => {
    instead("jobs", () => Promise.resolve(answer as SubgraphAnswer));
    for (const [query, data, path] of [
      [`{ best { title } now }`, { best: null, now: 1 }, ["best"]],
      [`{ people { plain } now }`, { people: PEOPLE.map(() => ({ plain: null })), now: 1 }, ["people", 0]],
    ] as const)
      expect(await hub.ask(query)).toEqual({
        data,
        errors: [
          {
            message: "A service gave an answer that cannot be used.",
            path,
            extensions: { code: "SERVICE_BAD_ANSWER", service: "jobs" },
          },
        ],
      });
  });

  it.each<[string, unknown]>([
    ["missing", undefined],
    ["null", null],
    ["an object", {}],
    ["too short", [{ plain: 1 }]],
    ["too long", [null, null, null, null]],
    ["of numbers", [1, 2, 3]],
  ])("entities that are %s", async (_, list) => {
    instead("jobs", () => Promise.resolve({ data: { _entities: list } }));
    const { data, errors } = await hub.ask(`{ people { plain } now }`);
    expect(data).toEqual({ people: [{ plain: null }, { plain: null }, { plain: null }], now: 1 });
    expect(errors?.map(({ extensions }) => extensions["code"])).toEqual(["SERVICE_BAD_ANSWER"]);
  });

  it.each<[string, unknown, unknown]>([
    ["a list for an object", [], { job: null }],
    ["text for an object", "x", { job: null }],
    ["an object for text", { id: "1", title: {} }, { job: { title: null } }],
    ["a number for text", { id: "1", title: 1 }, { job: { title: null } }],
  ])("%s inside its answer", async (_, job, person) => {
    instead("jobs", () => Promise.resolve({ data: { _entities: [{ job }] } }));
    const { data, errors } = await hub.ask(`{ person { job { title } } now }`);
    expect(data).toEqual({ person, now: 1 });
    expect(errors?.map(({ extensions }) => extensions["code"])).toEqual(["SERVICE_BAD_ANSWER"]);
  });

  it("an object for a list", async () => {
    instead("people", () => Promise.resolve({ data: { people: { id: "1" } } }));
    expect(await hub.ask(`{ people { name } }`)).toMatchObject({
      data: { people: null },
      errors: [{ path: ["people"] }],
    });
  });

  it("fields nobody asked for do not reach the client", async () => {
    instead("people", () => Promise.resolve({ data: { now: 1, secret: 2, __proto__: { evil: 1 } } }));
    expect(await hub.ask(`{ now }`)).toEqual({ data: { now: 1 } });
  });
});
