import { readFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { HeadKeys } from "./head-key";
import { KEYS } from "./lines";
import { verifyDirectory, type FaultKind } from "./verify";

const USAGE = "npm run audit:verify -- <directory> [--key <public key, JWK or JWKS>]";

const WORDS: Readonly<Record<FaultKind, string>> = {
  GARBAGE: "a line that is no record stands in its place",
  TRUNCATED: "the file ends within its line",
  DELETED: "it is missing",
  REORDERED: "another link stands in its place",
  EDITED: "it is not what was chained",
  EMPTIED: "its content is gone and no erasure says so",
  REWRITTEN: "from here on the links are not those that were signed",
  CUT: "it was signed and is missing, with all after it",
  FORGED_HEAD: "the head that should confirm it is not signed by the key",
};

/** `npm run audit:verify`: exit code 0 when the chain is whole, 1 when it is not, 2 when it could not be checked. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ options: { key: { type: "string" } }, allowPositionals: true });
  const [directory] = positionals;
  if (!directory) throw new Error(USAGE);
  const keys = HeadKeys.read(await readFile(values.key ?? path.join(directory, KEYS), "utf8"));
  const verdict = await verifyDirectory(directory, keys);
  if (!verdict.whole) {
    const { kind, seq, file } = verdict.fault;
    process.stdout.write(`NOT WHOLE: ${kind} at link ${seq} (${file}): ${WORDS[kind]}.\n`);
    return 1;
  }
  const { links, erased, heads, unsigned } = verdict;
  process.stdout.write(`Whole: ${links} links, ${erased} of them erased by rule, ${heads} signed heads.\n`);
  if (unsigned > 0) process.stdout.write(`The last ${unsigned} links are not signed yet.\n`);
  if (!values.key) process.stdout.write("Checked with the key found beside it: bring your own with --key.\n");
  return 0;
}

main().then(
  (code) => (process.exitCode = code),
  (error: NodeJS.ErrnoException) => {
    const isMissing = error.code === "ENOENT";
    process.stderr.write(
      `${isMissing ? `There are no exported records here: ${error.path} is missing.` : error.message}\n`,
    );
    process.exitCode = 2;
  },
);
