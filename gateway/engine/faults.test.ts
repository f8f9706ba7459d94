import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { TestFederation, type SubgraphSource } from "./in-memory-subgraphs.js";
import type { SubgraphAnswer, SubgraphRequest } from "./subgraph-call.js";

const sources: Record<string, SubgraphSource> = {
  people: {
    typeDefs: `
      type Query { people: [Person!] person: Person now: Int strict: Int! }
      type Person @key(fields: "id") { id: ID! name: String weight: Int size: Size }
      type Size { cm: Int }`,
    resolvers: {
      Query: { people: () => PEOPLE, person: () => PEOPLE[0], now: () => 1, strict: () => 2 },
      Person: { __resolveReference: ({ id }: { id: string }) => PEOPLE.find((person) => person.id === id) },
    },
  },
  jobs: {
    typeDefs: `
      type Query { jobs: [Job!] best: Job }
      type Job @key(fields: "id") { id: ID! title: String holder: Person }
      type Person @key(fields: "id") {
        id: ID! weight: Int @external job: Job must: Int! double: Int @requires(fields: "weight") plain: Int
      }`,
    resolvers: {
      Query: { jobs: () => JOBS, best: () => JOBS[0] },
      Person: {
        job: ({ id }: { id: string }) => JOBS.find((job) => job.id === id),
        must: () => 1,
        plain: () => 5,
        double: ({ weight }: { weight: number }) => weight * 2,
      },
    },
  },
};
const PEOPLE = ["1", "2", "3"].map((id) => ({ id, name: `P${id}`, weight: 10, size: { cm: 3 } }));
const JOBS = ["1", "2"].map((id) => ({ id, title: `J${id}`, holder: { id } }));

const isEntityFetch = ({ query }: SubgraphRequest): boolean => query.includes("_entities");

let hub: TestFederation;
beforeEach(() => (hub = new TestFederation(sources)));

/** Lets one subgraph's requests be answered by the test. */
function instead(service: string, answer: (request: SubgraphRequest, signal?: AbortSignal) => Promise<SubgraphAnswer>) {
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

describe("an entity its subgraph does not know", () => {
  it("has null for its fields, and an error where they may not be null", async () => {
    instead("jobs", ({ variables }) => {
      const asked = variables?.["representations"] as unknown[];
      return Promise.resolve({ data: { _entities: asked.map((_, at) => (at === 1 ? null : { plain: 5, must: 1 })) } });
    });
    expect(await hub.ask(`{ people { plain } }`)).toEqual({
      data: { people: [{ plain: 5 }, { plain: null }, { plain: 5 }] },
    });
    expect(await hub.ask(`{ people { must } }`)).toEqual({
      data: { people: null },
      errors: [
        {
          message: "Cannot return null for non-nullable field Person.must.",
          path: ["people", 1, "must"],
          extensions: { code: "INTERNAL_SERVER_ERROR" },
        },
      ],
    });
  });
});

describe("an entity that lacks an input of @requires", () => {
  const query = `{ jobs { holder { double plain } } }`;

  it("is skipped for what needs it and still gets the rest", async () => {
    const healthy = await hub.ask(query);
    expect(healthy.data).toEqual({ jobs: JOBS.map(() => ({ holder: { double: 20, plain: 5 } })) });
    expect(hub.requests.map(({ service }) => service)).toEqual(["jobs", "people", "jobs"]);
    instead("people", () => Promise.reject(new Error()));
    const { data, errors } = await hub.ask(query);
    expect(data).toEqual({ jobs: JOBS.map(() => ({ holder: { double: null, plain: 5 } })) });
    expect(errors?.map(({ path }) => path)).toEqual([["jobs", 0, "holder"]]);
  });

  it("does not keep the others from theirs", async () => {
    instead("people", ({ variables }) =>
      Promise.resolve({
        data: {
          _entities: (variables?.["representations"] as unknown[]).map((_, at) => (at === 0 ? null : { weight: 4 })),
        },
      }),
    );
    const { data } = await hub.ask(query);
    expect(data).toEqual({ jobs: [{ holder: { double: null, plain: 5 } }, { holder: { double: 8, plain: 5 } }] });
  });
});

describe("errors in an answer", () => {
  const report = (error: GraphQLFormattedError, data: Record<string, unknown>) => () =>
    Promise.resolve({ data, errors: [error] });

  it("have INTERNAL_SERVER_ERROR for a code when the subgraph gave none, and keep the data beside them", async () => {
    instead(
      "people",
      report({ message: "no", path: ["people", 1, "name"] }, { people: [{ name: "a" }, { name: null }] }),
    );
    expect(await hub.ask(`{ people { called: name } }`)).toMatchObject({ errors: [{ path: ["people", 1] }] });
    instead("people", report({ message: "no", path: ["p", 1, "n"] }, { p: [{ n: "a" }, { n: null }] }));
    expect(await hub.ask(`{ p: people { n: name } }`)).toEqual({
      data: { p: [{ n: "a" }, { n: null }] },
      errors: [
        { message: "no", path: ["p", 1, "n"], extensions: { code: "INTERNAL_SERVER_ERROR", service: "people" } },
      ],
    });
  });

  it("without a path are told once: without one for root fields, at the first place for entities", async () => {
    instead("people", report({ message: "no" }, { now: null }));
    expect((await hub.ask(`{ now }`)).errors?.map(({ path }) => path)).toEqual([undefined]);
    instead("jobs", report({ message: "no" }, { _entities: [null, null, null] }));
    expect((await hub.ask(`{ people { plain } }`)).errors?.map(({ path }) => path)).toEqual([["people", 0]]);
  });
});

describe("a merged request", () => {
  const query = `{ people { plain } person { must } }`;
  const merged = (request: SubgraphRequest) => request.query.includes("_1:");

  it("is taken apart when one part nulls the whole", async () => {
    const schema = hub;
    hub.instead = (request) =>
      merged(request)
        ? Promise.resolve({ data: null, errors: [{ message: "lost", path: ["_0"] }] })
        : request.query.includes("must") && isEntityFetch(request)
          ? Promise.resolve({ data: null, errors: [{ message: "lost", path: ["_entities"] }] })
          : undefined;
    const { data, errors } = await schema.ask(query);
    expect(schema.requests.filter(merged)).toHaveLength(1);
    expect(data).toEqual({ people: PEOPLE.map(() => ({ plain: 5 })), person: null });
    expect(errors?.map(({ path, message }) => [message, path])).toEqual([["lost", ["person"]]]);
  });

  it("places the errors of each part, and reports each part when it fails as a whole", async () => {
    hub.instead = (request) =>
      merged(request)
        ? Promise.resolve({
            data: { _0: [{ plain: 5 }, { plain: null }, { plain: 5 }], _1: [null] },
            errors: [
              { message: "a", path: ["_0", 1, "plain"] },
              { message: "b", path: ["_1", 0, "must"] },
            ],
          })
        : undefined;
    const parts = await hub.ask(query);
    expect(hub.requests.filter(merged)).toHaveLength(1);
    expect(parts.data).toEqual({ people: [{ plain: 5 }, { plain: null }, { plain: 5 }], person: null });
    expect(parts.errors?.map(({ path }) => path)).toEqual([
      ["people", 1, "plain"],
      ["person", "must"],
    ]);
    hub.instead = (request) => (merged(request) ? Promise.reject(new Error()) : undefined);
    const whole = await hub.ask(query);
    expect(whole.errors?.map(({ path }) => path)).toEqual([["people", 0], ["person"]]);
  });
});

describe("a request that is cancelled", () => {
  it("tells the calls under way and starts no others", async () => {
    const cancel = new AbortController();
    instead(
      "people",
      (_, signal) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener("abort", () => reject(signal.reason as Error));
          setTimeout(() => cancel.abort(), 5);
        }),
    );
    const { data, errors } = await hub.ask(`{ people { job { title } } person { id } }`, {}, cancel.signal);
    expect(data).toEqual({ people: null, person: null });
    expect(errors?.map(({ extensions }) => extensions["code"])).toEqual(["SERVICE_UNAVAILABLE", "SERVICE_UNAVAILABLE"]);
    expect(hub.requests).toHaveLength(1);
    const late = await hub.ask(`{ now }`, {}, cancel.signal);
    expect(late.errors?.map(({ extensions }) => extensions["code"])).toEqual(["REQUEST_CANCELLED"]);
    expect(hub.requests).toEqual([]);
  });

  it("does not go on with the next fetch", async () => {
    const cancel = new AbortController();
    hub.instead = () => {
      cancel.abort();
      return undefined;
    };
    const { data, errors } = await hub.ask(`{ people { plain name } }`, {}, cancel.signal);
    expect(data).toEqual({ people: PEOPLE.map(({ name }) => ({ name, plain: null })) });
    expect(errors?.map(({ extensions }) => extensions["code"])).toEqual(["REQUEST_CANCELLED"]);
    expect(hub.requests).toHaveLength(1);
  });
});
