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
/** Of all comparisons together one run in a hundred says so by chance. */
const BY_CHANCE = 0.01;

const tell = (line: string): void => void process.stdout.write(`${line}\n`);

type Ask = (variables: object) => Promise<unknown>;

/** `npm run timing [-- --samples N --only "part of a line"]`: is what is hidden answered as fast as what is not there (promise P6)? */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { samples: { type: "string", default: "2000" }, only: { type: "string", default: "" } },
  });
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
    const pairs = await pairsOf(databases);
    for (const pair of pairs.filter(({ name }) => name.includes(values.only))) {
      const heard = await listen(await askerOf(pair, embedded, issuer), pair, Number(values.samples));
      tell(lineOf(pair, heard, BY_CHANCE / pairs.length));
    }
    await embedded.stop();
  } finally {
    await server.stop();
  }
}

/** Through HTTP and the whole hub, or at one subgraph's own door. */
async function askerOf(
  { query, persona, subgraph, follows }: Pair,
  embedded: EmbeddedHub,
  issuer: EmbeddedIssuer,
): Promise<Ask> {
  const viewer = { ...PERSONAS.find(({ name }) => name === persona)!.viewer, purpose: "CARE" as const };
  if (subgraph) {
    const asked = embedded.subgraphs.get(subgraph)!;
    return (variables) => asked.execute({ query, variables: { ...variables } }, { viewer, requestId: "timing" });
  }
  const { token } = await issuer.issue(persona, 3600);
  const accept = follows ? "text/event-stream" : "application/json";
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}`, accept };
  const url = `${embedded.hub.address}/graphql`;
  return async (variables) => {
    const response = await fetch(url, { method: "POST", headers, body: JSON.stringify({ query, variables }) });
    return follows ? firstEvent(response) : response.json();
  };
}

/** What is told first: from where to continue, or that there is nothing to follow. Then it is left. */
async function firstEvent(response: Response): Promise<unknown> {
  let text = "";
  for await (const piece of response.body!.pipeThrough(new TextDecoderStream())) {
    text += piece;
    const told = /^data: (\{.*\})$/m.exec(text)?.[1];
    if (told) return JSON.parse(told);
  }
  throw new Error(`Nothing was told: ${text}`);
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
      else answers.add(JSON.stringify(withoutIds(answer, pair)));
    }
  }
  if (answers.size > 1)
    throw new Error(`${pair.name}: the answers differ, whatever the time: ${[...answers].join("\n")}`);
  return heard;
}

/** The account of an answer names whom it concerns; it stays in the hub. A first event has an id of its own. */
const withoutIds = (answer: unknown, { follows }: Pair): unknown => {
  const { data, errors } = answer as { data?: unknown; errors?: unknown };
  return follows ? JSON.stringify({ data, errors }).replace(UUID, "<id>") : { data, errors };
};
const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

function lineOf({ name }: Pair, { hidden, absent }: Heard, significant: number): string {
  const { p, effect } = mannWhitney(hidden, absent);
  const [one, other] = [median(hidden), median(absent)];
  const ms = (value: number): string => `${value.toFixed(3)} ms`;
  const verdict = p < significant ? " **differs**" : "";
  return `| ${name} | ${ms(one)} | ${ms(other)} | ${ms(one - other)} | ${effect.toFixed(3)} | ${p.toFixed(3)}${verdict} |`;
}

main().catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
