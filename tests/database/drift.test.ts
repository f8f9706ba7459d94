import { Client } from "pg";
import type { MigrationInterface } from "typeorm";
import { createDataSource } from "../../subgraphs/kernel/database/database";
import { databaseOf } from "../../gateway/embedded/subgraphs";
import { OWNERS } from "../../gateway/embedded/owners";
import { withCommon } from "../../subgraphs/kernel/database/migrate";
import { Catalogue } from "./catalogue";
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

  // The last, because it leaves nothing of the databases' content. A database in use has rows that an empty one has not.
  it.each(OWNERS.map((owner) => [owner.name, owner] as const))(
    "%s: each migration, taken back while there are rows, leaves what was there before it; carried out anew, all is there",
    async (name, { migrations }) => {
      const { migrationUrl } = databaseOf(cloned.databases, name);
      const steps = inOrder(withCommon(migrations));
      const source = createDataSource({ url: migrationUrl, rows: [], applicationName: "steps", poolSize: 1 });
      const client = new Client({ connectionString: migrationUrl });
      await Promise.all([source.initialize(), client.connect()]);
      try {
        const take = async (step: MigrationInterface, direction: "up" | "down"): Promise<Catalogue> => {
          await source.transaction((tx) => step[direction](tx.queryRunner!));
          return Catalogue.of(client);
        };
        await client.query("drop table migration"); // the list of those that were carried out
        let now = await Catalogue.of(client);
        const { whole } = now;
        const after: Catalogue[] = [now];
        for (const step of steps.toReversed()) after.unshift(await take(step, "down"));
        expect(after.shift()!.things).toEqual([]);
        const wrong: Record<string, readonly string[]> = {};
        for (const [at, step] of steps.entries()) {
          now = await take(step, "up");
          const found = after[at]!.differencesFrom(now);
          if (found.length > 0) wrong[step.constructor.name] = found;
        }
        expect(wrong).toEqual({});
        expect(now.whole).toEqual(whole);
      } finally {
        await Promise.all([source.destroy(), client.end()]);
      }
    },
  );
});

/** As they are carried out: by the number at the end of their names. */
const inOrder = (migrations: readonly Function[]): readonly MigrationInterface[] =>
  migrations
    .toSorted((one, other) => timeOf(one) - timeOf(other))
    .map((each) => new (each as new () => MigrationInterface)());

const timeOf = ({ name }: Function): number => Number(/\d{13}$/.exec(name)![0]);
