import { parse, validate } from "graphql";
import { people } from "./fixtures/people.fixture.js";
import { TestFederation, type SubgraphSource } from "./fixtures/in-memory-subgraphs.js";

const source: Record<string, SubgraphSource> = {
  ...people,
  people: {
    ...people["people"]!,
    typeDefs: `${people["people"]!.typeDefs}
      type Subscription { hired(of: ID, size: Int = 2): Hiring }
      type Hiring { id: ID! person: Person }`,
  },
};

describe("a subscription", () => {
  const setUp = (text: string) => {
    const federation = new TestFederation(source);
    const document = parse(text);
    expect(validate(federation.engine.schema, document)).toEqual([]);
    return { ...federation, engine: federation.engine, federation, prepared: federation.engine.prepare(document) };
  };
  const hired = (id: string, person: unknown) => ({ data: { hired: { id, person } } });

  it("says what is followed at its owner, with the variables that concern it", () => {
    const { engine, prepared } = setUp(`subscription Hired($of: ID, $with: Boolean!) {
      hired(of: $of) { id person { name job @include(if: $with) { title } } } }`);
    expect([prepared.kind, prepared.name]).toEqual(["subscription", "Hired"]);
    const followed = engine.follow(prepared, { of: "7", with: true });
    expect(followed).toMatchObject({
      request: { service: "people", kind: "subscription", variables: { of: "7" } },
    });
    expect(engine.follow(prepared, { of: "7" })).toMatchObject({
      errors: [{ extensions: { code: "BAD_USER_INPUT" } }],
    });
  });

  it("tells its events whole, whatever of them could be put off", () => {
    const { prepared } = setUp(`subscription { hired { id ... @defer { person { name } } } }`);
    expect([prepared.kind, prepared.defers]).toEqual(["subscription", []]);
  });

  it("completes each event across the others, by the client's own names", async () => {
    const { engine, prepared, federation } = setUp(`subscription {
      news: hired { id: id someone: person { __typename called: name job { title } double } } }`);
    const followed = engine.follow(prepared, {});
    if ("errors" in followed) throw new Error("not followed");
    const event = {
      data: { news: { id: "e1", someone: { __typename: "Person", id: "2", called: "P2", weight: 10 } } },
    };
    const answer = await engine.complete(prepared, followed, event, { context: undefined });
    expect(answer).toEqual({
      data: { news: { id: "e1", someone: { __typename: "Person", called: "P2", job: { title: "J2" }, double: 20 } } },
    });
    expect(federation.requests.map(({ service }) => service)).toEqual(["jobs"]);
    const next = { data: { news: { id: "e2", someone: { __typename: "Person", id: "1", called: "P1", weight: 1 } } } };
    const second = await engine.complete(prepared, followed, next, { context: undefined });
    expect(second.data).toMatchObject({ news: { id: "e2", someone: { job: { title: "J1" }, double: 2 } } });
  });

  it("asks nobody about an event that leads nowhere, and shows what an owner could not say", async () => {
    const { engine, prepared, federation } = setUp(`subscription { hired { id person { job { title } } } }`);
    const followed = engine.follow(prepared, {});
    if ("errors" in followed) throw new Error("not followed");
    const complete = (event: object) => engine.complete(prepared, followed, event, { context: undefined });
    expect(await complete(hired("e1", null))).toEqual({ data: { hired: { id: "e1", person: null } } });
    expect(federation.requests).toEqual([]);
    const error = { message: "closed", path: ["hired", "person"], extensions: { code: "FORBIDDEN" } };
    expect(await complete({ ...hired("e2", null), errors: [error] })).toMatchObject({
      data: { hired: { id: "e2", person: null } },
      errors: [{ path: ["hired", "person"], extensions: { code: "FORBIDDEN", service: "people" } }],
    });
    federation.instead = () => Promise.reject(new Error("10.0.0.8"));
    expect(await complete(hired("e3", { __typename: "Person", id: "1" }))).toMatchObject({
      data: { hired: { id: "e3", person: { job: null } } },
      errors: [{ extensions: { code: "SERVICE_UNAVAILABLE", service: "jobs" } }],
    });
    for (const nonsense of [{}, { data: 7 }, { errors: "no" }, { data: { hired: "yes" } }]) {
      const { data, errors } = await complete(nonsense);
      expect([data, errors?.length]).toEqual([{ hired: null }, 1]);
    }
  });
});
