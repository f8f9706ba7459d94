import { Database } from "../../subgraphs/kernel/database/database";
import { search, statement } from "../../subgraphs/kernel/database/statement";
import { newId } from "../../subgraphs/kernel/identifier";
import type { Viewer } from "../../subgraphs/kernel/viewer";
import { databaseOf } from "../../gateway/embedded/subgraphs";
import { asSuperuser, cloneDatabases, type ClonedDatabases } from "../support/databases";
import { agencyId, SHOWCASE } from "../support/people";

const CENTRES = ["cc-paionia", "cc-dirfys-messapia", "cc-samothraki"].map(agencyId);

interface Seen {
  readonly viewer: string;
  readonly organisation: string;
  readonly centres: readonly string[];
}

/** Statements that forget every filter: what they give is what the wall lets through. */
const TEXT = `select current_setting('app.viewer') as viewer, current_setting('app.organisation') as organisation,
  array(select distinct b.centre_id::text from visit v join beneficiary b on b.id = v.beneficiary_id) as centres`;
const SEEN = statement<Seen>("seen", TEXT);
const FOUND = search<Seen>("found", TEXT);
const BROKEN = statement<never>("broken", "select 1 / (select count(*) * 0 from beneficiary)");
const LEFT = statement<{ left: string | null }>(
  "left",
  "select nullif(current_setting('app.viewer', true), '') as left",
);

const viewerOf = (organisationId: string | null, id = newId()): Viewer => ({
  ...{ id, role: "CASEWORKER", organisationId, area: null, purpose: "CARE" },
});

describe("viewers who share a connection", () => {
  let cloned: ClonedDatabases;
  let database: Database;
  beforeAll(async () => {
    cloned = await cloneDatabases(["beneficiaries"]);
    database = new Database({
      url: databaseOf(cloned.databases, "beneficiaries").url,
      rows: [],
      applicationName: "apart",
      connections: { readers: 1, searchers: 1, writers: 1 },
    });
  });
  afterAll(async () => {
    await database?.close();
    await cloned?.drop();
  });
  const asAdministrator = (sql: string) =>
    asSuperuser((client) => client.query(sql), databaseOf(cloned.databases, "beneficiaries").database);

  it("never see each other's rows: two hundred at once, among errors and public reads", async () => {
    const asked = Array.from({ length: 200 }, (_, at) => {
      const viewer = viewerOf(at % 4 < 3 ? CENTRES[at % 4]! : at % 8 < 4 ? null : newId());
      if (at % 5 === 0) void database.rows(viewer, BROKEN, []).catch(() => undefined);
      if (at % 7 === 0) void database.rows({ ...viewer, id: "\0" }, SEEN, []).catch(() => undefined);
      const left = at % 3 === 0 ? database.publicRows(LEFT) : null;
      return { viewer, left, seen: database.rows(viewer, at % 2 ? SEEN : FOUND, []) };
    });
    for (const { viewer, left, seen } of asked) {
      const [row] = await seen;
      const centres = CENTRES.includes(viewer.organisationId!) ? [viewer.organisationId] : [];
      expect(row).toEqual({ viewer: viewer.id, organisation: viewer.organisationId ?? "", centres });
      if (left) expect(await left).toEqual([{ left: null }]);
    }
  });

  it("leave nothing behind, also when their statement failed", async () => {
    await expect(database.rows(viewerOf(CENTRES[0]!), BROKEN, [])).rejects.toMatchObject({ code: "22012" });
    expect(await database.publicRows(LEFT)).toEqual([{ left: null }]);
    await expect(database.transaction(viewerOf(CENTRES[0]!), (tx) => tx.query(BROKEN.text))).rejects.toThrow("zero");
    expect(await database.transaction(viewerOf(null), (tx) => tx.query(TEXT))).toMatchObject([{ centres: [] }]);
  });

  it("are served nothing when their context cannot be set", async () => {
    const sound = viewerOf(CENTRES[0]!);
    const before = database.rows(sound, SEEN, []);
    const impossible = database.rows({ ...sound, id: "\0" }, SEEN, []);
    const after = database.rows(sound, SEEN, []);
    await expect(impossible).rejects.toMatchObject({ code: "22021" });
    expect([await before, await after]).toMatchObject([[{ viewer: sound.id }], [{ viewer: sound.id }]]);
    await expect(database.rows(viewerOf("no organisation"), SEEN, [])).rejects.toMatchObject({ code: "22P02" });
  });

  it("are served nothing while setting it is forbidden, in reads and in writes, and again afterwards", async () => {
    const viewer = viewerOf(CENTRES[0]!);
    await database.rows(viewer, SEEN, []);
    let began = false;
    await asAdministrator("revoke execute on function set_config(text, text, boolean) from public");
    try {
      await expect(database.rows(viewer, SEEN, [])).rejects.toMatchObject({ code: "42501" });
      await expect(database.rows(viewer, NEVER_SENT, [])).rejects.toMatchObject({ code: "42501" });
      const writing = database.transaction(viewer, async () => {
        began = true;
      });
      await expect(writing).rejects.toMatchObject({ code: "42501" });
      expect(began).toBe(false);
    } finally {
      await asAdministrator("grant execute on function set_config(text, text, boolean) to public");
    }
    expect(await database.rows(viewer, SEEN, [])).toMatchObject([{ viewer: viewer.id, centres: [CENTRES[0]] }]);
    expect(await database.rows(viewer, NEVER_SENT, [])).toEqual([{ one: 1 }]);
  });

  it("write in their own context only", async () => {
    const stranger = viewerOf(CENTRES[1]!);
    const change = "update beneficiary set surname = 'x' where id = $1 returning id";
    const own = viewerOf(CENTRES[0]!);
    expect(await database.transaction(stranger, (tx) => tx.query(change, [SHOWCASE]))).toEqual([[], 0]);
    expect(await database.transaction(own, (tx) => tx.query(change, [SHOWCASE]))).toEqual([[{ id: SHOWCASE }], 1]);
  });

  it("write with statements that are planned once, each in its own context all the same", async () => {
    const change = "update beneficiary set surname = $2 where id = $1 returning surname";
    const plans = `select generic_plans::int as generic, custom_plans::int as custom from pg_prepared_statements
      where statement = $1`;
    const write = (viewer: Viewer, surname: string) =>
      database.transaction(viewer, (tx) => tx.query(change, [SHOWCASE, surname]));
    for (const surname of ["α", "β", "γ"]) {
      expect(await write(viewerOf(CENTRES[1]!), surname)).toEqual([[], 0]);
      expect(await write(viewerOf(CENTRES[0]!), surname)).toEqual([[{ surname }], 1]);
    }
    const planned = await database.transaction(viewerOf(null), (tx) => tx.query(plans, [change]));
    expect(planned).toEqual([{ generic: 6, custom: 0 }]);
  });

  it("write again after a table changed under a statement, at the second try", async () => {
    const changes = (at: number) =>
      database.transaction(viewerOf(CENTRES[0]!), (tx) =>
        tx.query<[object[], number]>("update beneficiary set surname = $2 where id = $1 returning *", [SHOWCASE, at]),
      );
    await changes(1);
    await asAdministrator("alter table beneficiary add column shoe_size int");
    try {
      await expect(changes(2)).rejects.toThrow("cached plan");
      expect(await changes(3)).toMatchObject([[{ surname: "3", shoe_size: null }], 1]);
    } finally {
      await asAdministrator("alter table beneficiary drop column shoe_size");
    }
  });
});

/** Asked for the first time while nothing is served: the connection must not take it for prepared. */
const NEVER_SENT = statement<{ one: number }>("never_sent", "select 1 as one");
