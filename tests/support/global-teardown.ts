import { readFileSync } from "node:fs";
import { failOn, leaksFile, type Sighting } from "./canary/cage";
import { canariesIn, readRegistry } from "./canary/registry";
import { removeClusterDirectory } from "./cluster-directory";

/** Stops the server and takes everything away; fails the run when a canary got out in any of its files. */
export default async function tearDown(): Promise<void> {
  if (!globalThis.testServer) return;
  const { server, directory, log } = globalThis.testServer;
  await server.stop();
  const leaks = [...leaksOfRun(directory), ...leaksOfServer(directory, log)];
  await removeClusterDirectory(directory);
  failOn(leaks);
}

function leaksOfRun(directory: string): Sighting[] {
  try {
    const lines = readFileSync(leaksFile(directory), "utf8").trim().split("\n");
    return lines.map((line) => JSON.parse(line) as Sighting);
  } catch {
    return []; // nothing was written down
  }
}

/** PostgreSQL writes the literals of statements that fail into its log. */
function leaksOfServer(directory: string, log: readonly string[]): Sighting[] {
  const registry = readRegistry(directory);
  return log.flatMap((line) =>
    Array.from(canariesIn(registry, line), ([token, { kind }]) => ({
      ...{ token, kind, recipient: null },
      where: "the log of PostgreSQL",
    })),
  );
}
