import { createDataSource } from "../../subgraphs/kernel/database/database";
import { databaseOf } from "../../gateway/embedded/subgraphs";
import { OWNERS } from "../../gateway/embedded/owners";
import { asSuperuser, cloneDatabases, type ClonedDatabases } from "../support/databases";

describe("every owner's database", () => {
  let cloned: ClonedDatabases;
  beforeAll(async () => (cloned = await cloneDatabases()));
  afterAll(() => cloned?.drop());

  it.each(OWNERS.map((owner) => [owner.name, owner] as const))(
    "%s has the schema its rows describe",
    async (name, owner) => {
      const url = databaseOf(cloned.databases, name).migrationUrl;
      const source = createDataSource({ url, rows: [...owner.rows], applicationName: "drift", poolSize: 1 });
      await source.initialize();
      try {
        const { upQueries } = await source.driver.createSchemaBuilder().log();
        expect(upQueries.map(({ query }) => query)).toEqual([]);
      } finally {
        await source.destroy();
      }
    },
  );

  it.each(OWNERS.map(({ name }) => name))(
    "%s: the application role owns nothing and may not delete people",
    async (name) => {
      const { database } = databaseOf(cloned.databases, name);
      const role = `${name.replaceAll("-", "_")}_app`;
      await asSuperuser(async (client) => {
        const owned = await client.query(`select relname from pg_class where relowner = $1::regrole`, [role]);
        expect(owned.rows).toEqual([]);
        const { rows } = await client.query<{ table: string; privilege: string }>(
          `select table_name as table, privilege_type as privilege from information_schema.role_table_grants
         where grantee = $1 and privilege_type in ('DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER')
           and table_name not in ('idempotency', 'spent_call')`,
          [role],
        );
        expect(rows).toEqual([]);
      }, database);
    },
  );
});
