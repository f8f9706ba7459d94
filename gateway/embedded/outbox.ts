import { readFile } from "node:fs/promises";
import path from "node:path";
import { operate, OPERATIONS } from "../../subgraphs/kernel/outbox/operate";
import { readEmbeddedConfig } from "./config";
import { databaseName, OWNERS } from "./owners";
import { keepPassword } from "./postgres/password";
import { provisionOwners } from "./postgres/provision";
import { RECORD } from "./postgres/server";

const PUBLISHERS = OWNERS.filter(({ publishes }) => publishes).map(({ name }) => name);

/** `npm run outbox -- <owner> <operation>`: looks after the events of an owner of the embedded hub, which runs. */
async function main([owner = "", ...words]: readonly string[]): Promise<void> {
  if (!PUBLISHERS.includes(owner)) throw new Error(`npm run outbox -- ${PUBLISHERS.join("|")} ${OPERATIONS}`);
  const lines = await operate(await urlOf(databaseName(owner)), words);
  process.stdout.write(lines.map((line) => `${line}\n`).join(""));
}

async function urlOf(name: string): Promise<string> {
  const cluster = path.join(path.resolve(readEmbeddedConfig().DATA_DIRECTORY), "postgres");
  const { port } = JSON.parse(await readFile(path.join(cluster, RECORD), "utf8")) as { port: number };
  const superuser = { user: "postgres", password: (await keepPassword(cluster)).password };
  const server = { host: "127.0.0.1" as const, port, superuser, stop: () => Promise.resolve() };
  return (await provisionOwners(server, [name])).get(name)!.url;
}

main(process.argv.slice(2)).catch((error: NodeJS.ErrnoException) => {
  const isDown = error.code === "ENOENT" || error.code === "ECONNREFUSED";
  process.stderr.write(`${isDown ? "Start the hub first: its outbox is in its database." : error.message}\n`);
  process.exitCode = 1;
});
