import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Supergraph } from "@apollo/federation-internals";
import { CriticalityLevel, diff } from "@graphql-inspector/core";
import { generate } from "./compose";

const SUPERGRAPH = "schema/supergraph.graphql";
const DECISIONS = "schema/decisions";

/**
 * `npm run schema:check`: the committed schema is what the code says, it composes, and nothing a client relies on
 * disappeared without a decision. A breaking change is explained by a line `Breaking: <path>` in schema/decisions.
 */
async function main(): Promise<void> {
  const faults = [...(await staleFiles()), ...(await unexplainedBreaks())];
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  process.stdout.write(faults.length === 0 ? "The schema is what the code says.\n" : "");
  process.exitCode = faults.length === 0 ? 0 : 1;
}

async function staleFiles(): Promise<string[]> {
  const { files } = await generate();
  return [...files].flatMap(([name, text]) => {
    const file = path.join("schema", name);
    const isCurrent = existsSync(file) && readFileSync(file, "utf8") === text;
    return isCurrent ? [] : [`${file} is not what the code says: npm run schema:write, then look at the difference.`];
  });
}

async function unexplainedBreaks(): Promise<string[]> {
  const before = previousSupergraph();
  if (!before) return [];
  const changes = await diff(toApiSchema(before), toApiSchema(readFileSync(SUPERGRAPH, "utf8")));
  const explained = explainedPaths();
  return changes
    .filter(({ criticality, path: at }) => criticality.level === CriticalityLevel.Breaking && !explained.has(at ?? ""))
    .map(({ message, path: at }) => `Breaking: ${at} (${message}). Explain it in ${DECISIONS}, or take it back.`);
}

/** The schema of the last release; before the first release, the one before the last change. Null without history. */
function previousSupergraph(): string | null {
  try {
    const tag = git("tag", "--list", "v*", "--sort=-creatordate", "--merged", "HEAD").split("\n")[0];
    const commit = tag || git("log", "-n", "2", "--format=%H", "--", SUPERGRAPH).split("\n")[1];
    return commit ? git("show", `${commit}:${SUPERGRAPH}`) : null;
  } catch {
    return null;
  }
}

const git = (...args: string[]): string =>
  execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], maxBuffer: 1 << 26 }).trimEnd();

const toApiSchema = (supergraph: string) => Supergraph.build(supergraph).apiSchema().toGraphQLJSSchema();

function explainedPaths(): ReadonlySet<string> {
  const texts = readdirSync(DECISIONS).map((name) => readFileSync(path.join(DECISIONS, name), "utf8"));
  const lines = texts.flatMap((text) => text.split("\n"));
  return new Set(lines.flatMap((line) => line.match(/^Breaking: (\S+)/)?.[1] ?? []));
}

void main();
