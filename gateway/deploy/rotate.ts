import { readFileSync } from "node:fs";
import path from "node:path";
import { Importer } from "../../subgraphs/kernel/database/copy";
import { readEmbeddedConfig } from "../embedded/config";
import { databaseName, OWNERS } from "../embedded/owners";
import { keepPassword } from "../embedded/postgres/password";
import { provisionOwners } from "../embedded/postgres/provision";
import { RECORD } from "../embedded/postgres/server";
import { keyFileOf } from "../embedded/vault-keys";
import { oneFile, separateFiles, type KeyFiles } from "./key-files";
import { retireKeys, rotateKeys, type SealedDatabase } from "./rotate-keys";

/** Owners that seal something. */
const SEALING = OWNERS.filter(({ sealed }) => sealed !== undefined);

interface Place {
  readonly files: KeyFiles;
  /** Owner -> connection string of the role that owns the database. */
  readonly urls: ReadonlyMap<string, string>;
}

/** The running embedded hub: one key file for all owners. */
async function embeddedPlace(): Promise<Place> {
  const directory = path.resolve(readEmbeddedConfig().DATA_DIRECTORY);
  const cluster = path.join(directory, "postgres");
  const { host, port } = JSON.parse(readFileSync(path.join(cluster, RECORD), "utf8")) as {
    host: "127.0.0.1";
    port: number;
  };
  const superuser = { user: "postgres", password: (await keepPassword(cluster)).password };
  const names = SEALING.map(({ name }) => name);
  const server = { host, port, superuser, stop: () => Promise.resolve() };
  const databases = await provisionOwners(server, names.map(databaseName));
  const urls = names.map((name): [string, string] => [name, databases.get(databaseName(name))!.migrationUrl]);
  return { files: oneFile(keyFileOf(directory)), urls: new Map(urls) };
}

/** One owner of a deployment, by the files `npm run secrets` wrote: each has keys of its own. */
function deployedPlace(owner: string, secrets: string): Place {
  const file = (name: string): string => path.join(secrets, name);
  const files =
    owner === "beneficiaries"
      ? separateFiles(file("vault-keys"), file("matching-key"))
      : separateFiles(file(`${owner}-vault-keys`));
  return { files, urls: new Map([[owner, readFileSync(file(`${owner}-migration-url`), "utf8").trim()]]) };
}

/** `npm run secrets:rotate [-- OWNER SECRETS_DIRECTORY] [-- --retire]`. */
async function main(words: readonly string[]): Promise<void> {
  const [owner, secrets = "secrets"] = words.filter((word) => !word.startsWith("--"));
  if (owner && !SEALING.some(({ name }) => name === owner)) throw new Error(`${owner} seals nothing.`);
  const { files, urls } = owner ? deployedPlace(owner, secrets) : await embeddedPlace();
  const databases: (SealedDatabase & { importer: Importer })[] = [];
  try {
    for (const { name, sealed } of SEALING) {
      const url = urls.get(name);
      if (url && sealed) databases.push({ importer: await Importer.open(url), columns: sealed });
    }
    const tell = (line: string): void => void process.stdout.write(`${line}\n`);
    const change = words.includes("--retire") ? retireKeys : rotateKeys;
    await change({ files, databases, tell });
  } finally {
    await Promise.all(databases.map(({ importer }) => importer.close()));
  }
}

main(process.argv.slice(2)).catch((error: NodeJS.ErrnoException) => {
  const isDown = error.code === "ENOENT" || error.code === "ECONNREFUSED";
  const hint = isDown ? "The hub is not running here: keys are changed while it runs." : error.message;
  process.stderr.write(`${hint}\n`);
  process.exitCode = 1;
});
