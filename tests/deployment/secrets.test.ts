import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { JSONWebKeySet, JWK } from "jose";
import { writeSecrets } from "../../gateway/deploy/secrets";
import { readVaultKeys } from "../../subgraphs/kernel/secrets/keys";
import { MADE_SECRETS } from "./compose-file";

describe("the secrets of a deployment", () => {
  let root: string;
  let directory: string;
  const read = (name: string) => readFile(path.join(directory, name), "utf8");
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), "secrets-"));
    directory = path.join(root, "secrets");
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it("are the files that docker-compose.yml mounts", async () => {
    await writeSecrets(directory);
    expect((await readdir(directory)).sort()).toEqual([...MADE_SECRETS].sort());
  });

  it("are made once: repeating it adds what is missing and changes nothing", async () => {
    await writeSecrets(directory);
    const before = await Promise.all(MADE_SECRETS.map(read));
    await rm(path.join(directory, "kdap-database-url"));
    expect(await writeSecrets(directory)).toEqual(["kdap-database-url"]);
    const after = await Promise.all(MADE_SECRETS.map(read));
    const changed = MADE_SECRETS.filter((_, index) => before[index] !== after[index]);
    expect(changed).toEqual(["kdap-database-url"]);
    expect(await writeSecrets(directory)).toEqual([]);
  });

  it("are whole also when two make them at once", async () => {
    const written = (await Promise.all([writeSecrets(directory), writeSecrets(directory)])).flat();
    expect(written.sort()).toEqual([...MADE_SECRETS].sort());
    expect((await readdir(directory)).sort()).toEqual([...MADE_SECRETS].sort());
  });

  it("can be entered by their owner only, and read by whatever user a container has", async () => {
    await writeSecrets(directory);
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
    for (const name of await readdir(directory)) {
      expect((await stat(path.join(directory, name))).mode & 0o777).toBe(0o444);
    }
  });

  it("make each signer trusted where it calls, and give no private key away", async () => {
    await writeSecrets(directory);
    const kidOf = async (name: string) => (JSON.parse(await read(name)) as JWK).kid;
    const keysOf = async (name: string) => (JSON.parse(await read(name)) as JSONWebKeySet).keys;
    const [gateway, ...owners] = await Promise.all(
      ["signing-key.json", "beneficiaries-signing-key.json", "accountability-signing-key.json"].map(kidOf),
    );
    expect((await keysOf("gateway-keys.json")).map(({ kid }) => kid)).toEqual([gateway]);
    expect((await keysOf("agencies-keys.json")).map(({ kid }) => kid)).toEqual([gateway, ...owners]);
    for (const key of await keysOf("agencies-keys.json")) expect(key).not.toHaveProperty("d");
  });

  it("believe an owner's events with its own key only", async () => {
    await writeSecrets(directory);
    const { kid } = JSON.parse(await read("shelters-signing-key.json")) as JWK;
    const believed = JSON.parse(await read("event-keys.json")) as Record<string, JSONWebKeySet>;
    const publishers = ["beneficiaries", "programmes", "oaed", "shelters", "kdap", "mental-health"];
    expect(Object.keys(believed)).toEqual(publishers);
    expect(believed["shelters"]!.keys.map((key) => [key.kid, "d" in key])).toEqual([[kid, false]]);
    expect(JSON.parse(await read("gateway-keys.json")).keys[0].kid).not.toBe(kid);
  });

  it("hold vault keys the vault takes, and passwords nobody has twice", async () => {
    await writeSecrets(directory);
    expect(readVaultKeys(await read("vault-keys"), await read("matching-key"))).toBeDefined();
    for (const owner of ["agencies", "shelters"])
      expect(readVaultKeys(await read(`${owner}-vault-keys`))).toBeDefined();
    const urls = MADE_SECRETS.filter((name) => name.endsWith("-url"));
    const passwords = await Promise.all(urls.map(async (name) => new URL((await read(name)).trim()).password));
    expect(new Set(passwords).size).toBe(urls.length);
    expect(new URL((await read("mental-health-database-url")).trim())).toMatchObject({
      username: "mental_health_app",
      host: "postgres-mental-health:5432",
      pathname: "/mental_health",
    });
  });

  it("say what is wrong when the directory cannot be one", async () => {
    await writeFile(directory, "");
    await expect(writeSecrets(directory)).rejects.toThrow("EEXIST");
  });
});
