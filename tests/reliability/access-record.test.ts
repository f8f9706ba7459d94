import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "pg";
import { readParts, TAKES_PARTS } from "../../gateway/front/parts.fixture";
import type { SubgraphAnswer, SubgraphRequest } from "../../gateway/engine/subgraph-call";
import type { AccessRecord, DisclosureEntry } from "../../subgraphs/kernel/disclosure/access-record";
import { newId } from "../../subgraphs/kernel/identifier";
import { recordsOf, peopleOf } from "../support/access-log";
import { ADD_NEED, accepted, register } from "../support/desk";
import { TestHub, type Answer } from "../support/hub";
import { operation } from "../support/operations";
import { asOwnerRole } from "../support/owner-role";
import { beneficiaryId, SHOWCASE, testLives } from "../support/people";
import type { Tamper } from "../support/transports";
import { testVault } from "../support/vault";

const FOLLOW = operation("FollowBeneficiary");
const OWNER = "accountability";
/** Long enough for a machine under full load. */
const PATIENCE_MS = 2500;

const untouched: Tamper = (_, send) => send();
let tamper = untouched;
let hub: TestHub;

beforeAll(async () => {
  const between: Tamper = (request, send) => tamper(request, send);
  const options = { tamper: between, recordTimeoutMs: PATIENCE_MS };
  hub = await TestHub.open("in-process", undefined, undefined, testVault, options);
  // The plan is made once, and is not what is timed.
  accepted(await follow());
}, 60_000);
afterAll(() => hub?.close());
afterEach(() => {
  tamper = untouched;
});

/** What stands between the gateway and one subgraph. */
const at =
  (service: string, change: Tamper): Tamper =>
  (request, send) =>
    request.service === service ? change(request, send) : send();

const ask = (query: string, variables: object, headers = {}): Promise<Answer> =>
  hub.as("caseworker")(query, variables as Record<string, unknown>, headers);
const follow = (headers = {}): Promise<Answer> => ask(FOLLOW, { id: SHOWCASE }, headers);
const codesOf = ({ errors }: Answer): unknown[] => (errors ?? []).map(({ extensions }) => extensions?.["code"]);

const stored = (count: unknown): SubgraphAnswer => ({ data: { recordAccess: count } });
const countOf = ({ variables }: SubgraphRequest): number => (variables!["records"] as unknown[]).length;

describe("no record, no answer, when the keeper of the records", () => {
  const faults: readonly (readonly [string, Tamper])[] = [
    ["is down", () => Promise.reject(new Error("connect ECONNREFUSED 10.0.0.8:4108"))],
    ["needs ten seconds", (_, send) => delay(10_000, undefined, { ref: false }).then(send)],
    ["stores one too few", (request) => Promise.resolve(stored(countOf(request) - 1))],
    ["stores one too many", (request) => Promise.resolve(stored(countOf(request) + 1))],
    ["says the number as a word", (request) => Promise.resolve(stored(String(countOf(request))))],
    ["says nothing", () => Promise.resolve({})],
    ["talks nonsense", () => Promise.resolve("ναι" as unknown as SubgraphAnswer)],
    [
      "is full",
      () => {
        const errors = [{ message: "full", extensions: { code: "SERVICE_UNAVAILABLE" } }];
        return Promise.resolve({ data: null, errors });
      },
    ],
    [
      "stores and complains",
      (request) => Promise.resolve({ ...stored(countOf(request)), errors: [{ message: "but" }] }),
    ],
  ];

  it.each(faults)("%s: one coded error, within the deadline, and not one personal byte", async (_, fault) => {
    tamper = at(OWNER, fault);
    const begun = performance.now();
    const answer = await follow();
    expect(performance.now() - begun).toBeLessThan(PATIENCE_MS + 3000);
    const { status, ...body } = answer;
    expect([status, Object.keys(body), codesOf(answer)]).toEqual([503, ["errors"], ["ACCESS_NOT_RECORDED"]]);
    const text = JSON.stringify(body);
    const { person } = testLives()[0]!;
    for (const secret of [SHOWCASE, person.surname, person.givenName, "PUBLIC_TASK", "10.0.0.8"])
      expect(text).not.toContain(secret);
    expect(JSON.stringify(body).length).toBeLessThan(300);
  });

  it("is back: answers again by itself", async () => {
    tamper = at(OWNER, () => Promise.reject(new Error("down")));
    expect((await follow()).status).toBe(503);
    tamper = untouched;
    expect(accepted(await follow()).beneficiary.id).toBe(SHOWCASE);
  });

  it("is down: what concerns nobody is answered all the same", async () => {
    tamper = at(OWNER, () => Promise.reject(new Error("down")));
    const { regions } = accepted(await ask("{ regions { code } }", {}));
    expect(regions.length).toBe(13);
  });

  it("is down: a look that was refused is not answered either", async () => {
    tamper = at(OWNER, () => Promise.reject(new Error("down")));
    expect(codesOf(await ask(FOLLOW, { id: newId() }))).toEqual(["ACCESS_NOT_RECORDED"]);
  });

  it("is down: a change is done once, and the same key brings its answer later", async () => {
    const id = await register(hub.as("caseworker"));
    const input = { beneficiaryId: id, domain: "EMPLOYMENT", severity: 2, idempotencyKey: newId() };
    tamper = at(OWNER, () => Promise.reject(new Error("down")));
    const withheld = await ask(ADD_NEED, { input });
    expect([withheld.status, withheld.data, withheld.errors?.[0]?.extensions]).toEqual([
      503,
      undefined,
      { code: "ACCESS_NOT_RECORDED", details: { outcome: "saved" } },
    ]);
    expect(withheld.errors?.[0]?.message).toMatch(/is saved: ask again with the same idempotencyKey/);
    tamper = untouched;
    const { needs } = accepted(await ask(ADD_NEED, { input })).addNeed.beneficiary;
    expect(needs).toHaveLength(1);
  });
});

describe("what is deferred", () => {
  const DEFERRED = `query ($id: ID!) { beneficiary(id: $id) { id
    ... @defer(label: "work") { employment { access { granted } registration { status } } } } }`;
  const inParts = async (requestId: string) => {
    const { token } = await hub.issuer.issue("caseworker");
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json", "x-request-id": requestId };
    const body = JSON.stringify({ query: DEFERRED, variables: { id: SHOWCASE } });
    return readParts(await fetch(hub.url, { method: "POST", headers: { ...headers, ...TAKES_PARTS }, body }));
  };

  it("has a record of its own, of what its owner decided", async () => {
    const requestId = newId();
    const { first, pieces } = await inParts(requestId);
    expect([first.data, pieces[0]?.incremental]).toMatchObject([
      { beneficiary: { id: SHOWCASE } },
      [{ label: "work", path: ["beneficiary"], data: { employment: { access: { granted: true } } } }],
    ]);
    const records = await recordsOf(hub, requestId);
    const owners = records.map(({ disclosures }) => [...new Set(disclosures.map(({ subgraph }) => subgraph))]);
    expect(owners[0]).toEqual(["beneficiaries"]);
    expect(owners[1]).toContain("oaed");
    for (const record of records) expect([record.outcome, peopleOf(record)]).toEqual(["ANSWERED", [SHOWCASE]]);
  });

  it("does not leave without it", async () => {
    let calls = 0;
    tamper = at(OWNER, (_, send) => (++calls === 1 ? send() : Promise.reject(new Error("down"))));
    const { first, pieces } = await inParts(newId());
    expect(first.data).toMatchObject({ beneficiary: { id: SHOWCASE } });
    const errors = [{ path: ["beneficiary"], extensions: { code: "ACCESS_NOT_RECORDED" } }];
    expect(pieces).toMatchObject([{ hasNext: false, incremental: [{ label: "work", data: null, errors }] }]);
    expect(JSON.stringify(pieces)).not.toMatch(/granted|status/);
  });
});

/** A disk that takes no more rows; `deferrable initially deferred`: one that is full only when the transaction ends. */
const fullDisk = (deferred: string): string => `
  create function no_space() returns trigger language plpgsql as $$
    begin raise exception 'could not extend file "base/16384/17001": No space left on device' using errcode = '53100'; end $$;
  create constraint trigger full_disk after insert on access_record ${deferred} for each row execute function no_space()`;
const CLEARED = "drop trigger full_disk on access_record; drop function no_space()";

describe.each([
  ["with a row", ""],
  ["with the end of a transaction", "deferrable initially deferred"],
])("no record, no answer, when the disk of the records is full %s", (_, deferred) => {
  const onDisk = <T>(work: (client: Client) => Promise<T>): Promise<T> => asOwnerRole(hub, OWNER, work);
  const chain = () =>
    onDisk(async (client) => (await client.query("select count(*), max(seq) from access_record")).rows);

  it("nobody hears of anybody, a change is kept for its key, and with space again all goes on by itself", async () => {
    const id = await register(hub.as("caseworker"));
    const input = { beneficiaryId: id, domain: "EMPLOYMENT", severity: 2, idempotencyKey: newId() };
    await onDisk((client) => client.query(fullDisk(deferred)));
    const before = await chain();
    for (const answer of [await follow(), await ask(ADD_NEED, { input }), await follow()]) {
      expect([answer.status, answer.data, codesOf(answer)]).toEqual([503, undefined, ["ACCESS_NOT_RECORDED"]]);
      expect(JSON.stringify(answer)).not.toMatch(/space|device|access_record|53100/);
      expect(JSON.stringify(answer)).not.toContain(testLives()[0]!.person.surname);
    }
    expect(await chain()).toEqual(before);
    await onDisk((client) => client.query(CLEARED));
    expect(accepted(await follow()).beneficiary.id).toBe(SHOWCASE);
    expect(accepted(await ask(ADD_NEED, { input })).addNeed.beneficiary.needs).toHaveLength(1);
  });
});

describe("an answer about people without its account", () => {
  const reported =
    (change: (report: DisclosureEntry[], answer: SubgraphAnswer) => unknown): Tamper =>
    async (_, send) => {
      const answer = await send();
      const disclosure = change(answer.extensions!["disclosure"] as DisclosureEntry[], answer);
      return { ...answer, extensions: { disclosure } };
    };
  const other = beneficiaryId(500);
  const forgeries: readonly (readonly [string, Tamper])[] = [
    ["no report at all", async (_, send) => ({ ...(await send()), extensions: undefined })],
    ["a report that names nobody", reported(() => [])],
    ["a report of somebody else", reported((report) => report.map((entry) => ({ ...entry, people: [other] })))],
    [
      "a report in the name of another owner",
      reported((report) => report.map((each) => ({ ...each, subgraph: "kdap" }))),
    ],
    ["a grant without a basis", reported((report) => report.map((each) => ({ ...each, basis: null })))],
    ["names instead of ids", reported((report) => report.map((each) => ({ ...each, people: ["Μαρία"] })))],
    ["a report that is none", reported(() => "granted")],
  ];

  it.each(forgeries)("is not believed: %s", async (_, forgery) => {
    tamper = at("oaed", forgery);
    const requestId = newId();
    const answer = await follow({ "x-request-id": requestId });
    expect([answer.status, answer.data.beneficiary.employment]).toEqual([200, null]);
    expect(answer.data.beneficiary.housing.access.granted).toBe(true);
    expect(answer.errors).toMatchObject([
      { path: ["beneficiary"], extensions: { code: "SERVICE_BAD_ANSWER", service: "oaed" } },
    ]);
    const [record] = await recordsOf(hub, requestId);
    const owners = new Set(record!.disclosures.map(({ subgraph }) => subgraph));
    expect([owners.has("oaed"), owners.has("shelters")]).toEqual([false, true]);
    expect(peopleOf(record!)).not.toContain(other);
  });

  it("is not believed when one of many is left out", async () => {
    const search = "{ beneficiaries(first: 5) { edges { node { id name { surname } } } } }";
    expect(accepted(await ask(search, {})).beneficiaries.edges).toHaveLength(5);
    tamper = at(
      "beneficiaries",
      reported(([entry]) => [{ ...entry!, people: entry!.people.slice(1) }]),
    );
    const { data, errors } = await ask(search, {});
    expect(data).toBeNull();
    expect(errors?.[0]?.extensions).toMatchObject({ code: "SERVICE_BAD_ANSWER", service: "beneficiaries" });
  });

  it("is never shown to the client, however it ends", async () => {
    for (const answer of [await follow(), await ask(FOLLOW, { id: newId() })]) {
      expect(Object.keys(answer).sort()).toEqual(["data", "status"]);
      expect(JSON.stringify(answer)).not.toMatch(/disclosure|person:read/);
    }
  });
});

describe("the writer of records", () => {
  it("puts those who ask at the same moment into few calls, and records each of them", async () => {
    const groups: AccessRecord[][] = [];
    tamper = at(OWNER, async (request, send) => {
      groups.push(request.variables!["records"] as AccessRecord[]);
      await delay(200);
      return send();
    });
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => ask("{ beneficiaries(first: 1) { edges { cursor } } }", {})),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(groups.flat()).toHaveLength(40);
    expect(new Set(groups.flat().map(({ id }) => id)).size).toBe(40);
    expect(groups.length).toBeLessThan(30);
  });

  it("finishes the record of a client that has left", async () => {
    const left = new AbortController();
    const requestId = newId();
    tamper = at(OWNER, async (_, send) => {
      left.abort();
      await delay(50);
      return send();
    });
    const { token } = await hub.issuer.issue("caseworker");
    const headers = { "content-type": "application/json", authorization: `Bearer ${token}`, "x-request-id": requestId };
    const body = JSON.stringify({ query: FOLLOW, variables: { id: SHOWCASE } });
    await expect(fetch(hub.url, { method: "POST", headers, body, signal: left.signal })).rejects.toThrow("abort");
    let records: AccessRecord[] = [];
    for (let tries = 0; records.length === 0 && tries < 50; tries++) {
      await delay(50);
      records = await recordsOf(hub, requestId);
    }
    expect(records).toHaveLength(1);
    expect(peopleOf(records[0]!)).toContain(SHOWCASE);
  });

  it("records what was disclosed although another subgraph was down", async () => {
    tamper = at("shelters", () => Promise.reject(new Error("down")));
    const requestId = newId();
    const { data } = await follow({ "x-request-id": requestId });
    expect([data.beneficiary.housing, data.beneficiary.employment.access.granted]).toEqual([null, true]);
    const [record] = await recordsOf(hub, requestId);
    expect(record).toMatchObject({ outcome: "ANSWERED", operationName: "FollowBeneficiary" });
    const owners = new Set(record!.disclosures.map(({ subgraph }) => subgraph));
    expect([owners.has("oaed"), owners.has("shelters")]).toEqual([true, false]);
  });
});
