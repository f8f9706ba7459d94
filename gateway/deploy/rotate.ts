import { readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { OWNERS } from "../embedded/owners";
import { separateFiles, type KeyFiles } from "./key-files";
import { changeKeys } from "./rotate-keys";

/**
 * `node dist/gateway/deploy/rotate.js OWNER DIRECTORY [--retire]` changes the keys of one owner of a deployment, by the
 * files that `npm run secrets` wrote into the directory.
 */
async function main(args: string[]): Promise<void> {
  const options = { retire: { type: "boolean", default: false } } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [name = "", directory = "secrets"] = positionals;
  const owner = OWNERS.find((each) => each.name === name);
  if (!owner?.sealed) throw new Error("Name an owner that seals something, and the directory of the secrets.");
  const url = readFileSync(path.join(directory, `${name}-migration-url`), "utf8").trim();
  const databases = [{ url, columns: owner.sealed }];
  await changeKeys(filesOf(name, directory), databases, values.retire);
}

/** Each owner has keys of its own; only the centres match numbers. */
function filesOf(owner: string, directory: string): KeyFiles {
  const file = (name: string): string => path.join(directory, name);
  if (owner === "beneficiaries") return separateFiles(file("vault-keys"), file("matching-key"));
  return separateFiles(file(`${owner}-vault-keys`));
}

main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
