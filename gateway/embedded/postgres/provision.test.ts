import { type OwnerDatabase, provisionOwners } from "./provision.js";
import { ask, Scratch, urlOf } from "./scratch.fixture.js";
import type { EmbeddedServer } from "./server.js";

const scratch = new Scratch();
const OWNERS = ["shelter", "childcare"];
let server: EmbeddedServer;
let owners: Map<string, OwnerDatabase>;

const of = (owner: string): OwnerDatabase => {
  const found = owners.get(owner);
  if (!found) throw new Error(owner);
  return found;
};
const into = (url: string, database: string): string => url.replace(/[^/]*$/, database);

beforeAll(async () => {
  server = await scratch.start({ directory: await scratch.directory() });
  owners = await provisionOwners(server, OWNERS);
  await ask(of("shelter").migrationUrl, "CREATE TABLE guest AS SELECT 'Ελένη' AS name");
}, 30_000);
afterAll(() => scratch.end(), 30_000);

describe("the application of one owner", () => {
  it.each(["shelter", "postgres", "template1"])("cannot enter the database %s", async (database) => {
    const { url, migrationUrl } = of("childcare");
    await expect(ask(into(url, database), "SELECT 1")).rejects.toThrow("permission denied for database");
    await expect(ask(into(migrationUrl, database), "SELECT 1")).rejects.toThrow("permission denied for database");
  });

  it.each([
    ["SELECT * FROM guest", "permission denied for table guest"],
    ["CREATE TABLE mine (n int)", "permission denied for schema public"],
    ["CREATE TEMP TABLE mine (n int)", "permission denied to create temporary tables"],
    ["CREATE SCHEMA mine", "permission denied for database"],
    ["CREATE ROLE mine", "permission denied to create role"],
    ["SET ROLE shelter_owner", "permission denied to set role"],
    ["ALTER DATABASE shelter RENAME TO mine", "must be owner of database"],
  ])("cannot run %s", async (sql, refusal) => {
    await expect(ask(of("shelter").url, sql)).rejects.toThrow(refusal);
  });

  it("can do what a migration has granted, for thirty seconds", async () => {
    await ask(of("shelter").migrationUrl, "GRANT SELECT ON guest TO shelter_app");
    expect(await ask(of("shelter").url, "SELECT name FROM guest")).toBe("Ελένη");
    expect(await ask(of("shelter").url, "SHOW statement_timeout")).toBe("30s");
    expect(await ask(of("shelter").migrationUrl, "SHOW statement_timeout")).toBe("0");
  });

  it("can search Greek with the extensions, which are there", async () => {
    const { url } = of("childcare");
    expect(await ask(url, "SELECT similarity('ΜΑΡΙΑ', 'ΜΑΡΙΟΣ') > 0.3")).toBe(true);
    expect(await ask(url, "SELECT unaccent('ά')")).toBe("α");
    const names = "SELECT string_agg(extname, ' ' ORDER BY extname) FROM pg_extension";
    expect(await ask(url, names)).toBe("btree_gist pg_trgm pgcrypto plpgsql unaccent");
  });
});

describe("provisioning", () => {
  it("repeated, and by several at once, changes nothing", async () => {
    const again = await Promise.all([provisionOwners(server, OWNERS), provisionOwners(server, OWNERS)]);
    expect(again).toEqual([owners, owners]);
    expect(await ask(of("shelter").url, "SELECT name FROM guest")).toBe("Ελένη");
  });

  it("repairs rights and passwords that somebody has changed", async () => {
    await ask(urlOf(server), "GRANT CONNECT ON DATABASE shelter TO PUBLIC");
    await ask(urlOf(server), "ALTER ROLE shelter_app SUPERUSER PASSWORD 'other'");
    await provisionOwners(server, OWNERS);
    expect(await ask(of("shelter").url, "SELECT current_setting('is_superuser')")).toBe("off");
    await expect(ask(into(of("childcare").url, "shelter"), "SELECT 1")).rejects.toThrow("permission denied");
  });

  it.each(["", "Shelter", 'a"b', "postgres", "pg_x", "x".repeat(60)])("refuses the name %j", async (name) => {
    await expect(provisionOwners(server, [name])).rejects.toThrow(/database/);
  });
});
