import { PlannerThread } from "../planning/planner/planner-thread";
import { hashOf, TrustedDocuments } from "../limits/documents";
import { LATER_SUPERGRAPH, supergraphOf, TestHub } from "./hub.fixture";

const TEXT = "query Purpose {\n  purpose\n}";
const LATER = "query Later {\n  later\n}";
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

  it("stays with the supergraph it has when the next one breaks a trusted document", async () => {
    const hub = new TestHub();
    await hub.start({ supergraph: LATER_SUPERGRAPH, documents: trusted(LATER) });
    await expect(hub.hub.swap(supergraphOf())).rejects.toThrow("Later does not fit");
    expect((await hub.ask(LATER)).data).toEqual({ later: null });
    await hub.hub.stop();
  });
});
