import { readFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { oneFile } from "../deploy/key-files";
import { changeKeys } from "../deploy/rotate-keys";
import { readEmbeddedConfig } from "./config";
import { databaseName, OWNERS } from "./owners";
import { keepPassword } from "./postgres/password";
import { provisionOwners } from "./postgres/provision";
import { RECORD } from "./postgres/server";
import { keyFileOf } from "./vault-keys";

/** `npm run secrets:rotate [-- --retire]`: changes the keys of the embedded hub, which runs meanwhile. */
async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { retire: { type: "boolean", default: false } } });
  const directory = path.resolve(readEmbeddedConfig().DATA_DIRECTORY);
  const cluster = path.join(directory, "postgres");
  const { port } = JSON.parse(await readFile(path.join(cluster, RECORD), "utf8")) as { port: number };
  const superuser = { user: "postgres", password: (await keepPassword(cluster)).password };
  const server = { host: "127.0.0.1" as const, port, superuser, stop: () => Promise.resolve() };
  const sealing = OWNERS.flatMap(({ name, sealed }) => (sealed ? [{ name: databaseName(name), columns: sealed }] : []));
  const urls = await provisionOwners(
    server,
    sealing.map(({ name }) => name),
  );
  const databases = sealing.map(({ name, columns }) => ({ url: urls.get(name)!.migrationUrl, columns }));
  await changeKeys(oneFile(keyFileOf(directory)), databases, values.retire);
}

main(process.argv.slice(2)).catch((error: NodeJS.ErrnoException) => {
  const isDown = error.code === "ENOENT" || error.code === "ECONNREFUSED";
  process.stderr.write(`${isDown ? "Start the hub first: keys are changed while it runs." : error.message}\n`);
  process.exitCode = 1;
});
