/**
 * Our engine beside the gateways people use: same subgraphs, same questions, same core, in turn. `npm ci` in
 * bench/gateways first. Writes its part of bench/RESULTS.md unless `--dry` is given; `--seconds` and `--rounds` shorten.
 */
import { execFileSync, fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { writePart } from "../results-file.js";
import { Asker, type Round } from "./asking.js";
import { Contender, onCore, OTHER_CORE, type Candidate } from "./contender.js";
import { reportGateways, type Growth, type Measured } from "./report.js";
import { growing, LARGE, SMALL, type Question } from "./shop.js";

const HERE = path.join("bench", "gateways");
const CONNECTIONS = 50;
const COUNTS = [10, 100, 1000, 10_000];

const ours =
  (...flags: string[]): Candidate["command"] =>
  (file, port) => [
    "--max-semi-space-size=64",
    path.join("dist", "gateway", "main.js"),
    ...["--supergraph", file, "--port", String(port), "--limit", "fields=10000", ...flags],
  ];
const theirs =
  (script: string, ...flags: string[]): Candidate["command"] =>
  (file, port) => [path.join(HERE, script), ...[file, String(port), ...flags]];
const CANDIDATES: readonly Candidate[] = [
  { name: "our engine", command: ours() },
  { name: "stock @apollo/gateway", command: theirs("stock.mjs") },
  { name: "Hive Gateway, Rust planner", command: theirs("hive.mjs", "alone") },
  { name: "our engine, sharing", command: ours("--share") },
  { name: "Hive Gateway, sharing", command: theirs("hive.mjs", "share") },
];

const tell = (line: string): void => void process.stderr.write(`${line}\n`);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      // The slowest answers each connection three times then: in less, much of its round is the end, when few still ask.
      seconds: { type: "string", default: "8" },
      rounds: { type: "string", default: "3" },
      dry: { type: "boolean", default: false },
    },
  });
  const directory = await mkdtemp(path.join(tmpdir(), "bench-"));
  const file = path.join(directory, "supergraph.graphql");
  const { child, supergraph } = await startSubgraphs();
  await writeFile(file, supergraph);
  if (process.platform === "linux") execFileSync("taskset", ["-acp", OTHER_CORE, String(process.pid)]);
  const contenders: Contender[] = [];
  try {
    for (const candidate of CANDIDATES) contenders.push(await Contender.start(candidate, file));
    const times = { rounds: Number(values.rounds), milliseconds: Number(values.seconds) * 1000 };
    const measured = [await measure(LARGE, contenders, times), await measure(SMALL, contenders, times)];
    const growth = await grow(contenders[0]!, times);
    const text = reportGateways({ measured, growth, connections: CONNECTIONS, ...times });
    process.stdout.write(await writePart("gateways", text, values.dry));
  } finally {
    await Promise.all(contenders.map((contender) => contender.stop()));
    child.kill("SIGKILL");
    await rm(directory, { recursive: true });
  }
}

async function startSubgraphs(): Promise<{ child: ChildProcess; supergraph: string }> {
  const [execPath, args] = onCore(OTHER_CORE, [path.join(__dirname, "subgraphs.worker.js")]);
  const [script, ...rest] = args.slice(args.indexOf(process.execPath) + 1);
  // fork runs `execPath execArgv script`: with taskset in front, node itself is one of its arguments.
  const before = args.slice(0, args.indexOf(process.execPath) + 1);
  const child = fork(script!, rest, { execPath, execArgv: before });
  const [supergraph] = (await once(child, "message")) as [string];
  return { child, supergraph };
}

interface Times {
  readonly rounds: number;
  readonly milliseconds: number;
}

/** Every contender in turn, several times over. Only equal answers are worth timing. */
async function measure(question: Question, contenders: readonly Contender[], times: Times): Promise<Measured> {
  const askers = contenders.map((contender) => new Asker(contender, CONNECTIONS));
  const answers = await Promise.all(askers.map((asker) => asker.answer(question)));
  const wrong = contenders.filter((_, at) => !isDeepStrictEqual(answers[at], answers[0]));
  if (wrong.length > 0) throw new Error(`Other answers: ${wrong.map(({ name }) => name).join(", ")}`);
  const bytes = Buffer.byteLength(JSON.stringify(answers[0]));
  tell(`${question.name}: ${bytes} bytes, all answers are equal.`);
  for (const asker of askers) await asker.round(question, times.milliseconds);
  const rounds = contenders.map((): Round[] => []);
  for (let round = 0; round < times.rounds; round++)
    for (const [at, asker] of askers.entries()) {
      const result = await asker.round(question, times.milliseconds);
      rounds[at]!.push(result);
      const line = `${result.perSecond.toFixed(0)}/s, ${result.cpu.toFixed(2)} ms of CPU`;
      tell(`${question.name}, round ${round + 1}, ${contenders[at]!.name}: ${line}`);
    }
  await Promise.all(askers.map((asker) => asker.close()));
  const memory = await Promise.all(contenders.map((contender) => contender.memory()));
  return {
    ...{ name: question.name, bytes },
    lines: contenders.map(({ name }, at) => ({ name, rounds: rounds[at]!, memory: memory[at]! })),
  };
}

/** What one entity costs, for answers of more and more distinct entities. */
async function grow(contender: Contender, { rounds, milliseconds }: Times): Promise<Growth[]> {
  const asker = new Asker(contender, 2);
  const cpus = COUNTS.map((): number[] => []);
  for (const count of COUNTS) await asker.round(growing(count), milliseconds);
  for (let round = 0; round < rounds; round++)
    for (const [at, count] of COUNTS.entries()) cpus[at]!.push((await asker.round(growing(count), milliseconds)).cpu);
  await asker.close();
  return COUNTS.map((count, at) => ({ count, cpus: cpus[at]! }));
}

main().catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
