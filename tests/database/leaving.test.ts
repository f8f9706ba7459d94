import type { Client } from "pg";
import { databaseOf } from "../../gateway/embedded/subgraphs";
import { newId } from "../../subgraphs/kernel/identifier";
import { connectAs } from "../support/application";
import { asSuperuser, cloneDatabases, type ClonedDatabases } from "../support/databases";

const KEEPERS = ["beneficiaries", "programmes", "oaed", "shelters", "kdap", "mental-health"];

interface Due {
  readonly table_name: string;
  readonly rows: number;
}

/** Each owner's table whose rows the tests make older than any period, and the event that is moved. */
const AGED: Readonly<Record<string, readonly [table: string, sql: string]>> = {
  beneficiaries: ["visit", "update visit set at = at - interval '40 years'"],
  programmes: [
    "application",
    "update application_step set at = at - interval '40 years'; update application set status = 'REJECTED'",
  ],
  oaed: ["placement", "update placement set ends_on = starts_on, starts_on = starts_on where ends_on is not null"],
  shelters: ["waiting_entry", "update waiting_entry set status_since = status_since - interval '40 years'"],
  kdap: [
    "enrolment",
    "update enrolment set starts_on = starts_on - 15000, ends_on = ends_on - 15000 where ends_on is not null",
  ],
  "mental-health": [
    "episode",
    `update appointment set at = at - interval '40 years';
     update episode set opened_on = opened_on - 15000, closed_on = closed_on - 15000`,
  ],
};

describe("how rows of persons leave a database", () => {
  let cloned: ClonedDatabases;
  const clients: Client[] = [];
  beforeAll(async () => (cloned = await cloneDatabases()));
  afterEach(() => Promise.all(clients.splice(0).map((client) => client.end())));
  afterAll(() => cloned?.drop());

  const open = async (url: string, officer = false): Promise<Client> => {
    const client = await connectAs(url);
    clients.push(client);
    if (officer)
      await client.query("select set_config('app.role', 'DPO', false), set_config('app.purpose', 'OVERSIGHT', false)");
    return client;
  };
  const asApplication = (owner: string, officer = false) => open(databaseOf(cloned.databases, owner).url, officer);
  const asKeeper = (owner: string) => open(databaseOf(cloned.databases, owner).migrationUrl);
  const count = async (client: Client, from: string, values: unknown[] = []) =>
    (await client.query<{ count: number }>(`select count(*)::int from ${from}`, values)).rows[0]!.count;
  /** Rows without what they belong to: what a foreign key would refuse, and what no key holds. */
  const isWhole = (owner: string) =>
    asSuperuser(async (client) => {
      const { rows } = await client.query<{ name: string; check: string }>(
        `select conname as name, conrelid::regclass::text as "table", pg_get_constraintdef(oid) as check
         from pg_constraint where contype = 'f' and not convalidated`,
      );
      expect(rows).toEqual([]);
      // Validates every key anew against the rows that are there.
      await client.query(`do $$ declare k record; begin
        for k in select conrelid::regclass as t, conname as n, pg_get_constraintdef(oid) as d from pg_constraint
          where contype = 'f' and connamespace = 'public'::regnamespace loop
          execute format('alter table %s drop constraint %I, add constraint %I %s', k.t, k.n, k.n, k.d);
        end loop; end $$`);
    }, databaseOf(cloned.databases, owner).database);

  it.each(KEEPERS)("%s: the application deletes nobody, and shortens no period", async (owner) => {
    const application = await asApplication(owner, true);
    const { rows } = await application.query<{ table_name: string }>("select table_name from retention_rule");
    expect(rows.length).toBeGreaterThan(0);
    for (const { table_name } of rows) {
      await expect(application.query(`delete from ${table_name}`)).rejects.toMatchObject({ code: "42501" });
    }
    for (const sql of ["update retention_rule set months = 1", "insert into erased_person select gen_random_uuid()"]) {
      await expect(application.query(sql)).rejects.toMatchObject({ code: "42501" });
    }
  });

  it.each(KEEPERS)("%s: nobody but the officer erases, and no shorter period than the law's is set", async (owner) => {
    const erase = "select * from erase_person($1, $2)";
    const ids = [newId(), newId()];
    await expect((await asApplication(owner)).query(erase, ids)).rejects.toMatchObject({ code: "42501" });
    const nothing = (await (await asApplication(owner, true)).query(erase, ids)).rows as { erased: number }[];
    expect(nothing.every(({ erased }) => erased === 0)).toBe(true);
    const keeper = await asKeeper(owner);
    const byLaw = await keeper.query("select table_name from retention_rule where at_least > 0 limit 1");
    if (byLaw.rowCount === 0) return;
    await expect(
      keeper.query("update retention_rule set months = at_least - 1 where at_least > 0"),
    ).rejects.toMatchObject({ constraint: "retention_rule_months" });
  });

  it.each(KEEPERS)("%s: what is past its period goes, as many as were announced, and orphans nobody", async (owner) => {
    const [table, age] = AGED[owner]!;
    const keeper = await asKeeper(owner);
    const application = await asApplication(owner);
    await keeper.query(age);
    if (owner === "oaed")
      await keeper.query(
        "update placement set starts_on = starts_on - 15000, ends_on = ends_on - 15000 where ends_on is not null",
      );
    const before = await count(keeper, table);
    const due = (await application.query<Due>("select * from retention_due()")).rows;
    const announced = due.find(({ table_name }) => table_name === table)!.rows;
    expect(Number(announced)).toBeGreaterThan(0);
    const removed = new Map<string, number>();
    for (let left = true; left;) {
      const { rows } = await application.query<Due>("select * from apply_retention(50)");
      for (const each of rows) removed.set(each.table_name, (removed.get(each.table_name) ?? 0) + Number(each.rows));
      left = rows.some(({ rows: gone }) => Number(gone) === 50);
    }
    expect(removed.get(table)).toBe(Number(announced));
    expect(await count(keeper, table)).toBe(before - Number(announced));
    expect(
      (await application.query<Due>("select * from retention_due()")).rows.every(({ rows }) => Number(rows) === 0),
    ).toBe(true);
    await isWhole(owner);
  });

  it("somebody who sleeps in a bed tonight stays in it, and money paid is kept for its audit", async () => {
    for (const [owner, table, condition, reason] of [
      [
        "shelters",
        "stay",
        "status = 'IN_HOUSE' and not exists (select from bed b join room r on r.id = b.room_id join facility f on f.id = r.facility_id where b.id = bed_id and f.confidential)",
        "IN_USE",
      ],
      ["programmes", "enrolment", "amount_minor is not null and not confidential", "LEGAL_OBLIGATION"],
    ] as const) {
      const keeper = await asKeeper(owner);
      const { rows } = await keeper.query<{ id: string }>(
        `select beneficiary_id as id from ${table} where ${condition} limit 1`,
      );
      const officer = await asApplication(owner, true);
      const erased = await officer.query("select * from erase_person($1, $2)", [rows[0]!.id, newId()]);
      expect(erased.rows).toContainEqual(
        expect.objectContaining({ table_name: table, kept: expect.any(Number), reason }),
      );
      expect(await count(keeper, `${table} where beneficiary_id = $1`, [rows[0]!.id])).toBeGreaterThan(0);
      await isWhole(owner);
    }
  });

  it.each([
    ["shelters", "stay", "facility_id", "waiting_entry"],
    ["mental-health", "episode", "unit_id", "episode"],
  ])("%s: the answer about a person only a confidential service knows is that about nobody", async (owner) => {
    const keeper = await asKeeper(owner);
    const KNOWN: Readonly<Record<string, string>> = {
      shelters: `select beneficiary_id as id from stay s where exists (select from bed b join room r on r.id = b.room_id
        join facility f on f.id = r.facility_id where b.id = s.bed_id and f.confidential) and not exists (
        select from stay o join bed b on b.id = o.bed_id join room r on r.id = b.room_id join facility f on f.id = r.facility_id
        where o.beneficiary_id = s.beneficiary_id and not f.confidential) and not exists (
        select from waiting_entry w where w.beneficiary_id = s.beneficiary_id) limit 1`,
      "mental-health": "select beneficiary_id as id from episode limit 1",
    };
    const { rows } = await keeper.query<{ id: string }>(KNOWN[owner]!);
    if (rows.length === 0) throw new Error("the caseload has nobody for this test");
    const officer = await asApplication(owner, true);
    const answers = [];
    for (const id of [rows[0]!.id, newId()])
      answers.push((await officer.query("select * from erase_person($1, $2)", [id, newId()])).rows);
    expect(answers[0]).toEqual(answers[1]);
  });
});
