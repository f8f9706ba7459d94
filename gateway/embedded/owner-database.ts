import { readFile } from "node:fs/promises";
import path from "node:path";
import { readEmbeddedConfig } from "./config";
import { databaseName } from "./owners";
import { keepPassword } from "./postgres/password";
import { provisionOwners } from "./postgres/provision";
import { RECORD } from "./postgres/server";

/** Where an owner's database of the embedded hub is, which runs: for its operators. */
export async function urlOfRunning(owner: string): Promise<string> {
  const name = databaseName(owner);
  const cluster = path.join(path.resolve(readEmbeddedConfig().DATA_DIRECTORY), "postgres");
  const { port } = JSON.parse(await readFile(path.join(cluster, RECORD), "utf8")) as { port: number };
  const superuser = { user: "postgres", password: (await keepPassword(cluster)).password };
  const server = { host: "127.0.0.1" as const, port, superuser, stop: () => Promise.resolve() };
  return (await provisionOwners(server, [name])).get(name)!.url;
}

/** Says on stderr why an operator's command did not work, and ends with a failure. */
export function sayFailure(error: NodeJS.ErrnoException): void {
  const isDown = error.code === "ENOENT" || error.code === "ECONNREFUSED";
  process.stderr.write(`${isDown ? "Start the hub first: its databases are in it." : error.message}\n`);
  process.exitCode = 1;
}
