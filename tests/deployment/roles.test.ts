import { chmod, copyFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { writeSecrets } from "../../gateway/deploy/secrets";
import { databaseName, OWNERS } from "../../gateway/embedded/owners";
import { removePostgresData, startPostgres, type EmbeddedServer } from "../../gateway/embedded/postgres/server";
import { migrate } from "../../subgraphs/kernel/database/migrate";
import { asSuperuser } from "../support/databases";

/** What a role may do, and who may enter a database: the same questions for both ways of making them. */
const ROLE = `
  select rolname, rolsuper, rolcreatedb, rolcreaterole, rolcanlogin, rolreplication, rolbypassrls, rolinherit, rolconnlimit,
    (select array_agg(setconfig) from pg_db_role_setting where setrole = r.oid) as settings
  from pg_roles r where rolname = any($1) order by rolname`;
const RIGHTS = `
  select pg_get_userbyid(d.datdba) as owner, d.datacl::text as acl, n.nspacl::text as schema_acl,
    pg_get_userbyid(n.nspowner) as schema_owner, d.datlocprovider, d.datcollate, d.datlocale, pg_encoding_to_char(encoding),
    (select array_agg(extname::text order by extname) from pg_extension) as extensions
  from pg_database d, pg_namespace n where d.datname = current_database() and n.nspname = 'public'`;

/** An empty PostgreSQL, as the image makes one for each owner. */
describe("the roles of a deployed database", () => {
  const roles = readFile("gateway/deploy/roles.sql", "utf8");
  let directory: string;
  let secrets: string;
  let server: EmbeddedServer;

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), "syndesmos-roles-"));
    await chmod(directory, 0o711);
    secrets = path.join(directory, "secrets");
    await writeSecrets(secrets);
    await chmod(secrets, 0o711); // in a container the server reads the files themselves, mounted one by one
    server = await startPostgres({ directory: path.join(directory, "postgres"), settings: { fsync: "off" } });
  }, 30_000);
  afterAll(async () => {
    await server?.stop();
    await removePostgresData(path.join(directory, "postgres"));
    await rm(directory, { recursive: true, force: true });
  });

  /** Each owner's secrets are mounted under the same names: here a name is made to point at them. */
  async function bootstrap(owner: string): Promise<void> {
    const database = databaseName(owner);
    await within("postgres", (client) => client.query(`create database ${database}`));
    const script = (await roles).replace("secrets || each.file", `secrets || '/${owner}-' || ltrim(each.file, '/')`);
    await within(database, async (client) => {
      await client.query("select set_config('syndesmos.secrets', $1, false)", [secrets]);
      await client.query(script);
    });
  }

  async function within<T>(database: string, work: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client({ host: server.host, port: server.port, ...server.superuser, database });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  const urlOf = async (owner: string, kind: string): Promise<string> => {
    const url = new URL((await readFile(path.join(secrets, `${owner}-${kind}-url`), "utf8")).trim());
    url.host = `${server.host}:${server.port}`;
    return url.href;
  };

  const rowsAs = async (url: string, sql: string): Promise<Record<string, unknown>[]> => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  };

  const prepare = async (owner: string): Promise<void> => {
    const { migrations, loadReference } = OWNERS.find(({ name }) => name === owner)!;
    await migrate(await urlOf(owner, "migration"), [...migrations], owner, loadReference);
  };

  it("have the names and rights the embedded hub gives them", async () => {
    await bootstrap("mental-health");
    const names = ["mental_health_app", "mental_health_owner"];
    const [deployedRoles, deployedRights] = await within("mental_health", async (client) => [
      (await client.query(ROLE, [names])).rows,
      (await client.query(RIGHTS)).rows,
    ]);
    const [roleRows, rightRows] = await asSuperuser(
      async (client) => [(await client.query(ROLE, [names])).rows, (await client.query(RIGHTS)).rows],
      "mental_health",
    );
    expect(deployedRoles).toEqual(roleRows);
    expect(deployedRights).toEqual(rightRows);
  });

  it("suffice to migrate, to load the directory, twice at once, and to read it as the application", async () => {
    await bootstrap("agencies");
    await Promise.all([prepare("agencies"), prepare("agencies")]);
    const url = await urlOf("agencies", "database");
    expect(await rowsAs(url, "select count(*)::int as n from municipality")).toEqual([{ n: 332 }]);
    await expect(rowsAs(url, "create table mine (id int)")).rejects.toThrow("permission denied");
  });

  it("bring nobody invented and nothing invented into a deployed hub", async () => {
    await bootstrap("kdap");
    await prepare("kdap");
    const url = await urlOf("kdap", "database");
    expect(
      await rowsAs(url, "select (select count(*)::int from centre) + (select count(*)::int from slot) as n"),
    ).toEqual([{ n: 0 }]);
  });

  it("are not made from another owner's secret, and no password is told", async () => {
    const [owner, other] = ["shelters", "oaed"];
    const secretOf = (name: string) => path.join(secrets, `${name}-database-url`);
    await rm(secretOf(owner));
    await copyFile(secretOf(other), secretOf(owner));
    const failure = (await bootstrap(owner).catch((error: unknown) => error)) as Error & { where?: string };
    expect(failure.message).toBe("the secret /database-url is not a URL of the role shelters_app");
    const { password } = new URL(await urlOf(other, "database"));
    expect(JSON.stringify({ ...failure, message: failure.message })).not.toContain(password);
    expect(await within("shelters", async (client) => (await client.query(ROLE, [["shelters_owner"]])).rows)).toEqual(
      [],
    );
  });
});
