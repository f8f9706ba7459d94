import type { GraphQLFormattedError } from "graphql";
import { TestFederation } from "./fixtures/in-memory-subgraphs.js";
import { JOBS, PEOPLE, people } from "./fixtures/people.fixture.js";
import type { EndSignal, SubgraphAnswer, SubgraphRequest } from "../engine/subgraph-call.js";

const hub = new TestFederation(people);
beforeEach(() => {
  hub.instead = () => undefined;
});

/** Lets one subgraph's requests be answered by the test. */
function instead(service: string, answer: (request: SubgraphRequest, signal?: EndSignal) => Promise<SubgraphAnswer>) {
  hub.instead = (request, signal) => (request.service === service ? answer(request, signal) : undefined);
}

const isEntityFetch = ({ query }: SubgraphRequest): boolean => query.includes("_entities");

function asked(variables: Record<string, unknown> = {}): unknown[] {
  return variables["representations"] as unknown[];
}

describe("an entity its subgraph does not know", () => {
  it("has null for its fields, and an error where they may not be null", async () => {
    instead("jobs", ({ variables }) => {
      return Promise.resolve({
        data: { _entities: asked(variables).map((_, at) => (at === 1 ? null : { plain: 5, must: 1 })) },
      });
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

  it("gets the rest also where one fetch was planned for both", async () => {
    const both = `query($s: Boolean!) { people { double @skip(if: $s) plain } }`;
    expect((await hub.ask(both, { s: false })).data).toEqual({ people: PEOPLE.map(() => ({ double: 20, plain: 5 })) });
    expect(hub.requests).toHaveLength(2);
    expect(await hub.ask(both, { s: true })).toEqual({ data: { people: PEOPLE.map(() => ({ plain: 5 })) } });
  });

  it("does not keep the others from theirs", async () => {
    instead("people", ({ variables }) =>
      Promise.resolve({
        data: {
          _entities: asked(variables).map((_, at) => (at === 0 ? null : { weight: 4 })),
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
    hub.instead = (request) =>
      merged(request)
        ? Promise.resolve({ data: null, errors: [{ message: "lost", path: ["_0"] }] })
        : request.query.includes("must") && isEntityFetch(request)
          ? Promise.resolve({ data: null, errors: [{ message: "lost", path: ["_entities"] }] })
          : undefined;
    const { data, errors } = await hub.ask(query);
    expect(hub.requests.filter(merged)).toHaveLength(1);
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
          signal?.addEventListener("abort", () => reject(signal.reason));
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

describe("a field of an @interfaceObject that is selected on one of its types", () => {
  const media = new TestFederation({
    catalog: {
      typeDefs: `
        type Query { media: [Media!]! }
        interface Media @key(fields: "id") { id: ID! }
        type Book implements Media @key(fields: "id") { id: ID! }
        type Film implements Media @key(fields: "id") { id: ID! }`,
      resolvers: { Query: { media: () => ["Book", "Film"].map((__typename) => ({ __typename, id: __typename })) } },
    },
    reviews: {
      typeDefs: `type Media @key(fields: "id") @interfaceObject { id: ID! rating: Int score(of: Int): Int! }`,
      resolvers: {
        Media: {
          rating: () => 4,
          score: ({ id }: { id: string }) => (id === "Film" ? 5 : new Error("Books have no score.")),
        },
      },
    },
  });
  const asked = () => media.requests.map(({ variables = {} }) => variables);

  it("is not asked of the others, which would lose the rest when it fails", async () => {
    const answer = await media.ask(`query($n: Int) { media { rating ... on Film { best: score(of: $n) } } }`, { n: 1 });
    expect(answer).toEqual({ data: { media: [{ rating: 4 }, { rating: 4, best: 5 }] } });
    expect(media.requests).toHaveLength(2);
    const [all, films] = [["Book", "Film"], ["Film"]].map((ids) => ids.map((id) => ({ __typename: "Media", id })));
    expect(asked()[1]).toEqual({ n: 1, representations_0: all, representations_1: films });
  });

  it("is asked in one fetch where all types select it", async () => {
    await media.ask(
      `{ media { rating ... on Film { s: score } ... on Book { s: score } ...F } } fragment F on Media { r: rating }`,
    );
    expect(media.requests.at(-1)?.query).not.toContain("_1:");
  });
});
