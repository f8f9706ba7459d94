import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "pg";
import { newId } from "../../subgraphs/kernel/identifier";
import { createLogger } from "../../subgraphs/kernel/logger";
import { openSubgraph, type Subgraph } from "../../subgraphs/kernel/subgraph";
import { accountability } from "../../subgraphs/accountability/subgraph";
import { contentHashOf, GENESIS, nextLink } from "../../subgraphs/accountability/domain/chain.rules";
import { accessRecordOf, asInput, disclosed, OFFICER, RECORD, refused, viewerOf } from "../support/access-records";
import { codeOf, detailsOf } from "../support/answers";
import { connectAs, enter, type Context } from "../support/application";
import { useDatabase } from "../support/database";
import { asSuperuser } from "../support/databases";

interface Row {
  readonly seq: number;
  readonly id: string;
  readonly content: string;
  readonly salt: Buffer;
  readonly content_hash: Buffer;
  readonly chain_hash: Buffer;
}

describe("the database of access records", () => {
  const owner = useDatabase("accountability");
  const clients: Client[] = [];
  afterEach(() => Promise.all(clients.splice(0).map((client) => client.end())));

  const connect = async (url: string, context?: Context): Promise<Client> => {
    const client = await connectAs(url, context);
    clients.push(client);
    return client;
  };
  const asKeeper = () => connect(owner.database.migrationUrl);
  const asApplication = (context?: Context) => connect(owner.database.url, context);
  const chain = async (): Promise<Row[]> =>
    (await (await asKeeper()).query<Row>("select * from access_record order by seq")).rows;
  const append = (records: readonly object[]) => owner.ask(viewerOf("caseworker"), RECORD, { records });
  const secondInstance = (): Subgraph =>
    openSubgraph(accountability, owner.database.url, createLogger("accountability", "fatal"));

  const expectWhole = (rows: readonly Row[]): void => {
    let link = GENESIS;
    for (const row of rows) {
      link = nextLink(link, contentHashOf(row.salt, row.content));
      expect([row.seq, row.chain_hash.equals(link.chainHash)]).toEqual([link.seq, true]);
    }
  };

  it("keeps what it is sent, in a chain without gaps", async () => {
    const records = [accessRecordOf(), accessRecordOf({ operationName: null, kind: "mutation" })];
    expect(await append(records.map(asInput))).toEqual({ data: { recordAccess: 2 } });
    const rows = await chain();
    expectWhole(rows);
    expect(rows.slice(-2).map(({ content }) => JSON.parse(content) as object)).toEqual(
      records.map((record) => ({ event: "ACCESS", ...record })),
    );
  });

  it("stores a record once, however often it is sent, in one call or in many at once", async () => {
    const [first, second] = [asInput(accessRecordOf()), asInput(accessRecordOf())];
    const before = (await chain()).length;
    const answers = await Promise.all([append([first, first]), append([first]), append([second, first])]);
    expect(answers.map(({ data }) => data?.["recordAccess"])).toEqual([2, 1, 2]);
    expect(await append([second])).toEqual({ data: { recordAccess: 1 } });
    expect((await chain()).length).toBe(before + 2);
    expect(await append([])).toEqual({ data: { recordAccess: 0 } });
  });

  it("takes 200 concurrent calls of two processes, gapless and chained", async () => {
    const other = secondInstance();
    try {
      const before = (await chain()).length;
      const call = { viewer: viewerOf("caseworker"), requestId: "test" };
      const answers = await Promise.all(
        Array.from({ length: 200 }, (_, at) =>
          (at % 2 ? other : owner.subgraph).execute(
            { query: RECORD, variables: { records: [asInput(accessRecordOf())] } },
            call,
          ),
        ),
      );
      expect(new Set(answers.map((answer) => answer.data?.["recordAccess"]))).toEqual(new Set([1]));
      const rows = await chain();
      expect(rows.length).toBe(before + 200);
      expectWhole(rows);
    } finally {
      await other.database.close();
    }
  });

  it("goes on where somebody else has left the chain since", async () => {
    const other = secondInstance();
    try {
      const before = (await chain()).length;
      const call = { viewer: viewerOf("caseworker"), requestId: "test" };
      for (let turn = 0; turn < 3; turn++) {
        await append([asInput(accessRecordOf())]);
        const variables = { records: [asInput(accessRecordOf({ disclosures: [] }))] };
        expect((await other.execute({ query: RECORD, variables }, call)).data).toEqual({ recordAccess: 1 });
      }
      const rows = await chain();
      expect(rows.length).toBe(before + 6);
      expectWhole(rows);
    } finally {
      await other.database.close();
    }
  });

  it("keeps what it finds a record by, also of one with nobody in it and of somebody without an organisation", async () => {
    const person = newId();
    const viewer = { ...viewerOf("caseworker"), organisationId: null };
    const alone = accessRecordOf({ disclosures: [], operationName: null });
    const seen = accessRecordOf({ viewer, disclosures: [disclosed([person]), refused([person])] });
    await append([asInput(alone), asInput(seen)]);
    const keeper = await asKeeper();
    const found =
      "select at, viewer_id, organisation_id, granted, refused, emergency, facets from access_record where id = $1";
    const facts = { at: new Date(seen.at), viewer_id: viewer.id, organisation_id: null };
    expect((await keeper.query(found, [seen.id])).rows).toMatchObject([
      { ...facts, granted: true, refused: true, emergency: false },
    ]);
    expect((await keeper.query(found, [alone.id])).rows).toMatchObject([
      { granted: false, refused: false, facets: [] },
    ]);
    const people =
      "select at, viewer_id, organisation_id, granted, hidden from access_person where beneficiary_id = $1";
    expect((await keeper.query(people, [person])).rows).toEqual([{ ...facts, granted: true, hidden: false }]);
  });

  it("stays whole when the database ends a writer in the middle; nothing acknowledged is lost", async () => {
    const sent = Array.from({ length: 60 }, () => accessRecordOf());
    const calls = sent.map(async (record, at) => {
      await delay(at * 4);
      return [record.id, await append([asInput(record)])] as const;
    });
    for (let round = 0; round < 5; round++) {
      await delay(40);
      await asSuperuser(
        (superuser) =>
          superuser.query(`select pg_terminate_backend(pid) from pg_stat_activity
            where usename = 'accountability_app' and datname = current_database()`),
        owner.database.database,
      );
    }
    const answers = await Promise.all(calls);
    const refusals = answers.filter(([, answer]) => answer.errors);
    expect(new Set(refusals.map(([, answer]) => codeOf(answer)))).toEqual(
      new Set(refusals.length > 0 ? ["SERVICE_UNAVAILABLE"] : []),
    );
    const rows = await chain();
    expectWhole(rows);
    const stored = new Set(rows.map(({ id }) => id));
    expect(answers.filter(([id, answer]) => answer.data && !stored.has(id))).toEqual([]);
    for (const [id] of refusals) await append([asInput(sent.find((record) => record.id === id)!)]);
    expect((await chain()).filter(({ id }) => sent.some((record) => record.id === id))).toHaveLength(60);
  });

  it.each([
    ["no id", { id: "1" }, "records.id"],
    ["an unknown role", { role: "ADMIN" }, "records.viewer.role"],
    ["an unknown purpose", { purpose: "CURIOSITY" }, "records.viewer.purpose"],
    ["a viewer who is no id", { viewerId: "somebody" }, "viewerId"],
    ["a name no operation has", { operationName: "=cmd()" }, "operationName"],
    ["a NUL", { requestId: "a\u0000b" }, "requestId"],
    ["a field too many", { name: "Μαρία" }, "records"],
    ["no disclosures", { disclosures: undefined }, "records.disclosures"],
    ["people who are none", { disclosures: [disclosed(["Μαρία"])] }, "records.disclosures.0.people.0"],
    [
      "a grant without a basis",
      { disclosures: [disclosed([newId()], { basis: null })] },
      "records.disclosures.0.granted",
    ],
  ])("refuses %s, and stores nothing of that call", async (_, fault, field) => {
    const before = (await chain()).length;
    const answer = await append([asInput(accessRecordOf()), { ...asInput(accessRecordOf()), ...fault }]);
    expect([codeOf(answer), detailsOf(answer)["field"]]).toEqual(["BAD_USER_INPUT", field]);
    expect((await chain()).length).toBe(before);
  });

  it("refuses 501 records in a call", async () => {
    const answer = await append(Array.from({ length: 501 }, () => asInput(accessRecordOf())));
    expect(codeOf(answer)).toBe("BAD_USER_INPUT");
  });

  describe("for the role of the application", () => {
    it.each([
      "update access_record set content = 'x'",
      "update access_record set chain_hash = content_hash",
      "update access_person set hidden = true",
      "delete from access_record",
      "delete from access_person",
      "truncate access_record",
      "alter table access_record disable row level security",
      "drop policy reading on access_record",
      "create trigger t before insert on access_record execute function suppress_redundant_updates_trigger()",
      "update chain_head set seq = 1",
      "delete from chain_known",
    ])("has no way to: %s", async (sql) => {
      const application = await asApplication({ viewer: "00000000-0000-0000-0000-000000000000" });
      await expect(application.query(sql)).rejects.toMatchObject({
        code: expect.stringMatching(/^(42501|55000|42809)$/),
      });
    });

    it("adds only what the recorder writes", async () => {
      const person = "insert into access_person values ($1, now(), 1, $1, null, true, false, false)";
      const caseworker = await asApplication({ viewer: viewerOf("caseworker").id });
      await expect(caseworker.query(person, [newId()])).rejects.toMatchObject({ code: "42501" });
      const nobody = await asApplication();
      await expect(nobody.query(person, [newId()])).rejects.toMatchObject({ code: "42501" });
    });

    it("shows the officer all, whoever has a person granted that person's, and others nothing", async () => {
      const [mine, other] = [newId(), newId()];
      await append([
        asInput(accessRecordOf({ disclosures: [disclosed([mine])] })),
        asInput(accessRecordOf({ disclosures: [refused([other])] })),
      ]);
      const all = (await chain()).length;
      const application = await asApplication();
      const seen = async (table: string) =>
        (await application.query<{ count: number }>(`select count(*)::int from ${table}`)).rows[0]!.count;
      expect([await seen("access_record"), await seen("access_person")]).toEqual([0, 0]);
      await enter(application, { viewer: OFFICER.id });
      expect([await seen("access_record"), await seen("access_person")]).toEqual([0, 0]);
      await application.query("select set_config('app.role', 'DPO', false), set_config('app.purpose', 'CARE', false)");
      expect(await seen("access_record")).toBe(0);
      await application.query("select set_config('app.purpose', 'OVERSIGHT', false)");
      expect(await seen("access_record")).toBe(all);
      await application.query("select set_config('app.role', 'CENTRE_HEAD', false)");
      await enter(application, { granted: `{${mine}}` });
      expect([await seen("access_record"), await seen("access_person")]).toEqual([1, 1]);
    });
  });
});
