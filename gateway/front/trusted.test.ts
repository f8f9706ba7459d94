import { hashOf } from "../../subgraphs/kernel/hash";
import { PlannerThread } from "../planning/planner/planner-thread";
import { TrustedDocuments } from "../limits/documents";
import { CASEWORKER } from "../identity/token.fixture";
import { LATER_SUPERGRAPH, supergraphOf, TestHub } from "./hub.fixture";

const TEXT = "query Purpose {\n  purpose\n}";
const LATER = "query Later {\n  later\n}";
/** As the hub's owners tag theirs: `person` leads to somebody, the rest is the work of one desk or two. */
const TAGGED = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@tag"])
  type Query {
    person(id: ID!): Person, slow: String, broken: String
    purpose: String @tag(name: "for-agency") @tag(name: "for-officer")
  }
  type Mutation { rename(name: String!): String @tag(name: "for-centre") }
  type Subscription { said(after: ID): Said @tag(name: "for-agency") }
  type Said { id: ID!, text: String }
  type Person @key(fields: "id") @tag(name: "personal") { id: ID!, name: String }
`;
const trusted = (...texts: string[]) => new TrustedDocuments(new Map(texts.map((text) => [hashOf(text), text])));

describe("a hub of trusted documents", () => {
  const test = new TestHub();
  beforeAll(() => test.start({ production: true, documents: trusted(TEXT) }));
  afterAll(() => test.hub.stop());

  const post = async (body: object) => {
    const response = await test.post(body);
    return [response.status, ((await response.json()) as { data?: object; errors?: object[] }) ?? null] as const;
  };

  it.each([
    ["the hash, as the draft of GraphQL over HTTP names it", { documentId: `sha256:${hashOf(TEXT)}` }],
    [
      "the hash, as Apollo's clients name it",
      { extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(TEXT) } } },
    ],
    ["the text", { query: TEXT, operationName: "Purpose" }],
  ])("answers to %s", async (_, body) => expect(await post(body)).toEqual([200, { data: { purpose: "CARE" } }]));

  it("refuses any other question, with a code and before it is planned", async () => {
    const [status, { data, errors }] = await post({ query: "{ broken }" });
    expect([status, data]).toEqual([400, undefined]);
    expect(errors).toMatchObject([{ extensions: { code: "DOCUMENT_NOT_TRUSTED" } }]);
  });

  it("answers any question of a developer, who sees no more of anybody", async () => {
    const developer = { authorization: `Bearer ${await test.token({ scope: "developer" })}` };
    expect(
      (await test.ask('{ person(id: "7") { name } __schema { queryType { name } } }', {}, developer)).data,
    ).toEqual({
      person: { name: "Μαρία" },
      __schema: { queryType: { name: "Query" } },
    });
    expect((await test.ask("{ broken }", {}, developer)).errors?.[0]?.extensions.code).toBe("INTERNAL_SERVER_ERROR");
  });

  it.each([
    ["sha256:short", "documentId"],
    [`sha256:${"G".repeat(64)}`, "documentId"],
    ["", "request"],
  ])("refuses the document id %p", async (documentId, check) => {
    const [status, { errors }] = await post({ documentId });
    expect(status).toBe(400);
    expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT", details: { check } } }]);
  });

  it("takes no supergraph that one of them does not fit", () => {
    const hub = new TestHub();
    return expect(hub.start({ documents: trusted(TEXT, LATER) })).rejects.toThrow("Later does not fit");
  });

  it("plans beside what is new: a developer's question, and the documents of the next supergraph", async () => {
    const threads: PlannerThread[] = [];
    const planner = (sdl: string): PlannerThread => (threads.push(new PlannerThread(sdl)), threads.at(-1)!);
    const hub = new TestHub();
    await hub.start({ production: true, documents: trusted(TEXT), planner });
    const developer = { authorization: `Bearer ${await hub.token({ scope: "developer" })}` };
    expect((await hub.ask(TEXT)).data).toEqual({ purpose: "CARE" });
    expect(threads.map(({ isAwake }) => isAwake)).toEqual([false]);
    expect((await hub.ask('{ person(id: "7") { name } }', {}, developer)).data).toEqual({ person: { name: "Μαρία" } });
    expect(threads.map(({ isAwake }) => isAwake)).toEqual([true]);
    await hub.hub.swap(LATER_SUPERGRAPH);
    expect((await hub.ask(TEXT)).data).toEqual({ purpose: "CARE" });
    expect(threads.map(({ isAwake }) => isAwake)).toEqual([false, true]);
    await hub.hub.stop();
    expect(threads.map(({ isAwake }) => isAwake)).toEqual([false, false]);
  });

  describe("whose schema is filtered by who asks", () => {
    const hub = new TestHub();
    beforeAll(async () => {
      const supergraph = supergraphOf(TAGGED);
      await hub.start({ production: true, documents: trusted(TEXT), contracts: true, supergraph });
    });
    afterAll(() => hub.hub.stop());

    /** Asks as a developer of this role. */
    const as = async (role: string, query: string, headers: Record<string, string> = {}) => {
      const place = { organisation: role === "ANALYST" || role === "DPO" ? undefined : CASEWORKER.organisation };
      const claims = { role, ...place, ...(role === "ANALYST" && { area: "EL52" }), scope: "developer" };
      return hub.post({ query }, { authorization: `Bearer ${await hub.token(claims)}`, ...headers });
    };
    const typesOf = async (role: string): Promise<string> =>
      (await as(role, "{ __schema { types { name fields { name } } } }")).text();

    it("what is another's work, or about a person, is to them as if it did not exist", async () => {
      for (const [role, name, query] of [
        ["ANALYST", "person", '{ person(id: "7") { name } }'],
        ["ANALYST", "purpose", "{ purpose }"],
        ["CASEWORKER", "purpose", "{ slow purpose }"],
        ["AGENCY_WORKER", "rename", 'mutation { rename(name: "a") }'],
      ] as const) {
        const [known, unknown] = [await as(role, query), await as(role, query.replace(name, "nobody"))];
        expect([query, known.status, unknown.status]).toEqual([query, 400, 400]);
        const told = await known.text();
        expect(told).toContain("GRAPHQL_VALIDATION_FAILED");
        expect(told.replaceAll(name, "nobody")).toBe(await unknown.text());
      }
      const trustedForOthers = await hub.ask(TEXT);
      expect([trustedForOthers.status, trustedForOthers.errors?.[0]?.extensions.code]).toEqual([
        400,
        "GRAPHQL_VALIDATION_FAILED",
      ]);
      expect(hub.renamed).toEqual([]);
      const events = await as("CASEWORKER", "subscription { said { id } }", { accept: "text/event-stream" });
      expect(await events.text()).toContain("GRAPHQL_VALIDATION_FAILED");
    });

    it("what is theirs is answered; the policy decides the rest", async () => {
      expect(await (await as("DPO", TEXT)).json()).toEqual({ data: { purpose: "OVERSIGHT" } });
      expect(await (await as("CASEWORKER", 'mutation { rename(name: "a") }')).json()).toEqual({
        data: { rename: "a" },
      });
    });

    it("each reads its own schema, and a plan is made once for all of them", async () => {
      const [analysts, agencies, centres] = [
        await typesOf("ANALYST"),
        await typesOf("SERVICE"),
        await typesOf("CENTRE_HEAD"),
      ];
      expect([analysts, agencies, centres].map((text) => /"Person"/.test(text))).toEqual([false, true, true]);
      expect([analysts, agencies, centres].map((text) => /"purpose"/.test(text))).toEqual([false, true, false]);
      expect([analysts, agencies, centres].map((text) => /"rename"/.test(text))).toEqual([false, false, true]);
      const WHO = 'query Who { person(id: "7") { name } }';
      const isNew = async (role: string): Promise<unknown> => {
        const { extensions } = (await (await as(role, WHO, { "x-explain": "1" })).json()) as {
          extensions: { plan: { planning: { isNew: boolean } } };
        };
        return extensions.plan.planning.isNew;
      };
      expect([await isNew("CASEWORKER"), await isNew("AGENCY_WORKER"), await isNew("DPO")]).toEqual([
        true,
        false,
        false,
      ]);
    });

    it("so is the schema that takes its place", async () => {
      await hub.hub.swap(
        supergraphOf(
          TAGGED.replace("broken: String", 'later: String, sooner: String @tag(name: "for-centre"), broken: String'),
        ),
      );
      const [analysts, centres] = [await typesOf("ANALYST"), await typesOf("CENTRE_HEAD")];
      expect([analysts, centres].map((text) => /"later"/.test(text))).toEqual([true, true]);
      expect([analysts, centres].map((text) => /"sooner"/.test(text))).toEqual([false, true]);
    });
  });

  it("stays with the supergraph it has when the next one breaks a trusted document", async () => {
    const hub = new TestHub();
    await hub.start({ supergraph: LATER_SUPERGRAPH, documents: trusted(LATER) });
    await expect(hub.hub.swap(supergraphOf())).rejects.toThrow("Later does not fit");
    expect((await hub.ask(LATER)).data).toEqual({ later: null });
    await hub.hub.stop();
  });
});
