import { randomBytes } from "node:crypto";
import { chmod, link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { JWK } from "jose";
import { databaseName, OWNERS } from "../embedded/owners";
import { freshSigningKey } from "../identity/fresh-key";

/**
 * Who makes signed calls, and to whom: agencies is also asked by other owners, each with a key of its own, and every
 * owner that publishes signs its events with one.
 */
const SIGNING_KEY = "signing-key.json";
const ASKING_KEYS = ["beneficiaries-signing-key.json", "accountability-signing-key.json"];
const publisherKey = (owner: string): string => `${owner}-signing-key.json`;
const PUBLISHERS = OWNERS.filter(({ publishes }) => publishes).map(({ name }) => name);
/** Signs where the chain of access records stands. */
const HEAD_KEY = "head-key.json";
const KEY_SETS: readonly (readonly [file: string, signers: readonly string[]])[] = [
  ["gateway-keys.json", [SIGNING_KEY]],
  ["agencies-keys.json", [SIGNING_KEY, ...ASKING_KEYS]],
];

/** Each owner that seals has keys of its own: of beneficiaries, agencies, shelters. */
const VAULT_KEYS: readonly string[] = ["vault-keys", "agencies-vault-keys", "shelters-vault-keys"];

/**
 * Writes every secret that docker-compose.yml mounts into `directory`, and says which files are new. What is there is
 * never overwritten, so repeating it adds only what a new owner needs; delete a file to have it made anew.
 *
 * The files can be read by everybody, their directory by its owner only: compose mounts a file as it is, and the
 * user inside a container has another number than the one who ran this.
 */
export async function writeSecrets(directory: string): Promise<readonly string[]> {
  await mkdir(directory, { recursive: true });
  await chmod(directory, 0o700);
  const written: string[] = [];
  const keep = async (name: string, make: () => string | Promise<string>): Promise<void> => {
    if (await writeOnce(path.join(directory, name), make)) written.push(name);
  };
  for (const name of new Set([SIGNING_KEY, ...ASKING_KEYS, ...PUBLISHERS.map(publisherKey), HEAD_KEY])) {
    await keep(name, async () => JSON.stringify(await freshSigningKey()));
  }
  for (const [name, signers] of KEY_SETS) await keep(name, () => publicKeys(directory, signers));
  await keep("event-keys.json", () => publicKeysByOwner(directory, PUBLISHERS));
  for (const name of VAULT_KEYS) await keep(name, () => `1:${randomBytes(32).toString("base64")}`);
  await keep("matching-key", () => randomBytes(32).toString("base64"));
  for (const { name: owner } of OWNERS) {
    const database = databaseName(owner);
    await keep(`${owner}-superuser-password`, password);
    await keep(`${owner}-migration-url`, () => url(owner, database, `${database}_owner`));
    await keep(`${owner}-database-url`, () => url(owner, database, `${database}_app`));
  }
  return written;
}

const password = (): string => randomBytes(32).toString("base64url");

/** The only place of a role's password: the subgraph connects with it, and roles.sql makes the role by it. */
const url = (owner: string, database: string, role: string): string =>
  `postgresql://${role}:${password()}@postgres-${owner}:5432/${database}`;

async function publicKeys(directory: string, signers: readonly string[]): Promise<string> {
  const keys = signers.map(async (file) => {
    const { d: _private, ...key } = JSON.parse(await readFile(path.join(directory, file), "utf8")) as JWK;
    return key;
  });
  return JSON.stringify({ keys: await Promise.all(keys) });
}

/** What subscribers believe: each publisher its own key, and no other. */
async function publicKeysByOwner(directory: string, owners: readonly string[]): Promise<string> {
  const sets = owners.map(async (owner) => [owner, JSON.parse(await publicKeys(directory, [publisherKey(owner)]))]);
  return JSON.stringify(Object.fromEntries(await Promise.all(sets)));
}

/** Complete or not at all, and only the first time; says whether it was. */
async function writeOnce(file: string, make: () => string | Promise<string>): Promise<boolean> {
  if (await exists(file)) return false;
  const draft = `${file}.${randomBytes(6).toString("hex")}.new`;
  try {
    await writeFile(draft, `${await make()}\n`, { mode: 0o600 });
    await chmod(draft, 0o444);
    await link(draft, file); // unlike a rename it fails when somebody else was first
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  } finally {
    await rm(draft, { force: true });
  }
}

const exists = (file: string): Promise<boolean> =>
  readFile(file).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return false;
      throw error;
    },
  );

async function main(directory = "secrets"): Promise<void> {
  const written = await writeSecrets(directory);
  process.stdout.write(`${written.length} new secrets in ${path.resolve(directory)}\n`);
  for (const name of written) process.stdout.write(`  ${name}\n`);
}

if (require.main === module) {
  main(process.argv[2]).catch((error: unknown) => {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  });
}
