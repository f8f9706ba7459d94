import { rm } from "node:fs/promises";
import path from "node:path";
import { readEmbeddedConfig } from "./config";
import { removePostgresData } from "./postgres/server";

/** `npm run reset`: empties the embedded hub. Refuses while it runs. */
async function main(): Promise<void> {
  const directory = path.resolve(readEmbeddedConfig().DATA_DIRECTORY);
  await removePostgresData(path.join(directory, "postgres"));
  await rm(path.join(directory, "audit"), { recursive: true, force: true });
  for (const file of ["caseload.json", "caseload.begun", "vault-keys.json", "persona-key.json", "head-key.json"]) {
    await rm(path.join(directory, file), { force: true });
  }
  process.stdout.write("Emptied. The next start begins anew.\n");
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
