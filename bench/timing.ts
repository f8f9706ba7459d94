import { readFile } from "node:fs/promises";
import { cpus, loadavg } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { openEmbeddedHub, type EmbeddedHub } from "../gateway/embedded/hub";
import { PERSONAS } from "../gateway/embedded/personas";
import { startPostgres } from "../gateway/embedded/postgres/server";
import { prepareDatabases } from "../gateway/embedded/prepare";
import { openVault } from "../gateway/embedded/vault-keys";
import { EmbeddedIssuer } from "../gateway/identity/embedded-issuer";
import { createLogger } from "../subgraphs/kernel/logger";
import { mannWhitney } from "./mann-whitney";
import { median } from "./statistics";
import { pairsOf, type Pair } from "./timing.pairs";

const DIRECTORY = path.resolve(".data", "timing");
const PEOPLE = 2000;
/** Before anything counts: statements prepared, plans made, code compiled. */
const WARM_UP = 200;
/** Of nine comparisons one in a hundred runs says so by chance. */
const SIGNIFICANT = 0.01 / 9;

const tell = (line: string): void => void process.stdout.write(`${line}\n`);

type Ask = (variables: object) => Promise<unknown>;

/** `npm run timing [-- --samples N]`: is what is hidden answered as fast as what is not there (promise P6)? */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { samples: { type: "string", default: "2000" } } });
  const vault = await openVault(DIRECTORY);
  const settings = { autovacuum: "off" };
  const server = await startPostgres({ directory: path.join(DIRECTORY, "postgres"), settings });
  try {
    const options = { directory: DIRECTORY, people: PEOPLE, seed: "timing", tell: () => undefined };
    const databases = await prepareDatabases(server, vault, options);
    const issuer = await EmbeddedIssuer.open({ directory: DIRECTORY, personas: PERSONAS, production: false });
    const supergraph = await readFile("schema/supergraph.graphql", "utf8");
    const log = createLogger("timing", "fatal");
    const embedded = await openEmbeddedHub({ databases, vault, issuer, supergraph, log });
    await embedded.hub.listen(0, "127.0.0.1");
    tell(
      `${new Date().toISOString()}, load ${loadavg()[0]!.toFixed(1)} on ${cpus().length} cores, ${values.samples} samples a side\n`,
    );
    tell("| hidden / absent | median hidden | median absent | difference | effect | p |");
    tell("| --- | ---: | ---: | ---: | ---: | ---: |");
    for (const pair of await pairsOf(databases)) {
      tell(lineOf(pair, await listen(await askerOf(pair, embedded, issuer), pair, Number(values.samples))));
    }
    await embedded.stop();
  } finally {
    await server.stop();
  }
}

/** Through HTTP and the whole hub, or at one subgraph's own door. */
async function askerOf(
  { query, persona, subgraph }: Pair,
  embedded: EmbeddedHub,
  issuer: EmbeddedIssuer,
): Promise<Ask> {
  const viewer = { ...PERSONAS.find(({ name }) => name === persona)!.viewer, purpose: "CARE" as const };
  if (subgraph) {
    const asked = embedded.subgraphs.get(subgraph)!;
    return (variables) => asked.execute({ query, variables: { ...variables } }, { viewer, requestId: "timing" });
  }
  const { token } = await issuer.issue(persona, 3600);
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
  const url = `${embedded.hub.address}/graphql`;
  return async (variables) => {
    const response = await fetch(url, { method: "POST", headers, body: JSON.stringify({ query, variables }) });
    return response.json();
  };
}

interface Heard {
  readonly hidden: number[];
  readonly absent: number[];
}

/** Samples of both sides in turn, which side first by chance: what else the machine does meets both alike. */
async function listen(ask: Ask, pair: Pair, samples: number): Promise<Heard> {
  const heard: Heard = { hidden: [], absent: [] };
  const answers = new Set<string>();
  for (let round = -WARM_UP; round < samples; round++) {
    const sides = Math.random() < 0.5 ? (["hidden", "absent"] as const) : (["absent", "hidden"] as const);
    for (const side of sides) {
      const variables = pair[side][(round + WARM_UP) % pair[side].length]!;
      const began = performance.now();
      const answer = await ask(variables);
      if (round >= 0) heard[side].push(performance.now() - began);
      else answers.add(JSON.stringify(withoutIds(answer)));
    }
  }
  if (answers.size > 1)
    throw new Error(`${pair.name}: the answers differ, whatever the time: ${[...answers].join("\n")}`);
  return heard;
}

/** The account of an answer names whom it concerns; it stays in the hub. */
const withoutIds = (answer: unknown): unknown => {
  const { data, errors } = answer as { data?: unknown; errors?: unknown };
  return { data, errors };
};

function lineOf({ name }: Pair, { hidden, absent }: Heard): string {
  const { p, effect } = mannWhitney(hidden, absent);
  const [one, other] = [median(hidden), median(absent)];
  const ms = (value: number): string => `${value.toFixed(3)} ms`;
  const verdict = p < SIGNIFICANT ? " **differs**" : "";
  return `| ${name} | ${ms(one)} | ${ms(other)} | ${ms(one - other)} | ${effect.toFixed(3)} | ${p.toFixed(3)}${verdict} |`;
}

main().catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
