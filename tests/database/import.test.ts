import { Client } from "pg";
import { Importer } from "../../subgraphs/kernel/database/copy";
import { newId } from "../../subgraphs/kernel/identifier";
import { useDatabase } from "../support/database";

const COLUMNS = [
  ...["id", "beneficiary_id", "organisation_id", "status", "since", "last_confirmed_on"],
  ...["office_id", "experience_months", "ended_on"],
];
const TABLE = "registration";

/** A row that fits, unless it ended before it began. */
const row = (office: string, endedOn = "2026-03-01"): string[] => [
  ...[newId(), newId(), newId(), "UNEMPLOYED", "2026-01-05", "2026-02-02", office, "0", endedOn],
];

/** Ends the connection that copies into this database. */
const KILL = `select pg_terminate_backend(pid) from pg_stat_activity
  where query like 'copy%' and datname = current_database()`;

describe("an import into a table behind the wall", () => {
  let importer: Importer;
  let client: Client;
  let office: string;
  // Before the database is dropped: what is declared first is done first.
  afterAll(() => Promise.all([importer?.close(), client?.end()]));
  const owner = useDatabase("oaed");
  beforeAll(async () => {
    importer = await Importer.open(owner.database.migrationUrl);
    client = new Client({ connectionString: owner.database.migrationUrl });
    await client.connect();
    office = (await client.query("select id from office limit 1")).rows[0].id;
  });

  const count = async (): Promise<number> => (await client.query(`select count(*)::int n from ${TABLE}`)).rows[0].n;
  const isForced = async (): Promise<boolean> =>
    (await client.query("select relforcerowsecurity f from pg_class where relname = $1", [TABLE])).rows[0].f;

  it("stores every row, and the wall stands again", async () => {
    const before = await count();
    await importer.copy(TABLE, COLUMNS, [row(office), row(office)]);
    expect(await count()).toBe(before + 2);
    expect(await isForced()).toBe(true);
  });

  it("stores none when one is bad, and the wall stands again", async () => {
    const before = await count();
    await expect(importer.copy(TABLE, COLUMNS, [row(office), row(office, "2025-12-24")])).rejects.toThrow(
      "registration_period",
    );
    expect(await count()).toBe(before);
    expect(await isForced()).toBe(true);
    await importer.copy(TABLE, COLUMNS, [row(office)]);
    expect(await count()).toBe(before + 1);
  });

  it("leaves the wall standing when the importer dies half-way", async () => {
    const before = await count();
    const dying = await Importer.open(owner.database.migrationUrl);
    let killed: Promise<unknown> | undefined;
    function* endless(): Generator<string[]> {
      for (let at = 0; ; at++) {
        yield row(office);
        if (at === 5000) killed = client.query(KILL);
      }
    }
    await expect(dying.copy(TABLE, COLUMNS, endless())).rejects.toThrow(/terminat|lost|EPIPE|ECONNRESET/);
    await killed;
    await dying.close().catch(() => undefined);
    expect(await count()).toBe(before);
    expect(await isForced()).toBe(true);
  });
});
