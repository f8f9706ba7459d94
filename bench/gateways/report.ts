import os from "node:os";
import { readCommit } from "../report.js";
import { median, percentile } from "../statistics.js";
import type { Round } from "./asking.js";

export interface Measured {
  readonly name: string;
  readonly bytes: number;
  readonly lines: readonly { readonly name: string; readonly rounds: readonly Round[]; readonly memory: number }[];
}

export interface Growth {
  readonly count: number;
  /** Milliseconds of CPU per request, of each round. */
  readonly cpus: readonly number[];
}

interface Findings {
  readonly measured: readonly Measured[];
  readonly growth: readonly Growth[];
  readonly connections: number;
  readonly rounds: number;
  readonly milliseconds: number;
}

/** Times of ours to theirs, by the names of the lines; the aims. */
const AIMS = [
  { question: "large", ours: "our engine", theirs: "stock @apollo/gateway", least: 20 },
  { question: "large", ours: "our engine", theirs: "Hive Gateway, Rust planner", least: 4 },
  { question: "large", ours: "our engine, sharing", theirs: "Hive Gateway, sharing", least: 1 },
  { question: "small", ours: "our engine", theirs: "stock @apollo/gateway", least: 4 },
  { question: "small", ours: "our engine", theirs: "Hive Gateway, Rust planner", least: 1.2 },
  { question: "small", ours: "our engine, sharing", theirs: "Hive Gateway, sharing", least: 1 },
] as const;

export function reportGateways({ measured, growth, connections, rounds, milliseconds }: Findings): string {
  return [
    "## Gateways side by side",
    "",
    "Written by `npm run bench:gateways`. Four subgraphs, each answering every request it has seen before from memory;",
    "one gateway at a time on one core, subgraphs and askers on the other. All answers were compared deeply first. The",
    "other gateways are the newest from npm, set up as their documentation shows, in production mode. Sharing: equal",
    "requests under way at the same time are executed once; elsewhere it is switched off.",
    "",
    `- Load average at the end: ${os.loadavg()[0]!.toFixed(1)} on ${os.cpus().length} cores (the bench itself is about 2)`,
    `- Date: ${new Date().toISOString().slice(0, 16)}Z, node ${process.version}, commit ${readCommit()}`,
    `- ${rounds} rounds of ${milliseconds / 1000} s of each gateway, in turn, ${connections} connections, after warm-up`,
    "",
    ...measured.flatMap(tableOf),
    "Ratios: requests per second and, the other way round, CPU per request, of the same round; median of the rounds.",
    "",
    "| question | ours / theirs | requests/s × | CPU × | at least |",
    "| --- | --- | ---: | ---: | ---: |",
    ...AIMS.map((aim) => aimLine(aim, measured)),
    "",
    "What one entity of two subgraphs costs, in answers of more and more distinct ones:",
    "",
    "| entities | CPU ms per request | CPU µs per entity | to 100 × |",
    "| ---: | ---: | ---: | ---: |",
    ...growthLines(growth),
    "",
  ].join("\n");
}

function tableOf({ name, bytes, lines }: Measured): string[] {
  return [
    `The ${name} question, an answer of ${bytes} bytes:`,
    "",
    "| gateway | requests/s | CPU ms | p50 ms | p99 ms | memory MB |",
    "| --- | ---: | ---: | ---: | ---: | ---: |",
    ...lines.map(({ name: gateway, rounds, memory }) => {
      const latencies = rounds.flatMap((round) => round.latencies);
      const cells = [
        median(rounds.map((round) => round.perSecond)).toFixed(0),
        median(rounds.map((round) => round.cpu)).toFixed(2),
        percentile(latencies, 50).toFixed(1),
        percentile(latencies, 99).toFixed(1),
        memory,
      ];
      return `| ${gateway} | ${cells.join(" | ")} |`;
    }),
    "",
  ];
}

function aimLine({ question, ours, theirs, least }: (typeof AIMS)[number], measured: readonly Measured[]): string {
  const lines = measured.find(({ name }) => name === question)!.lines;
  const roundsOf = (name: string): readonly Round[] => lines.find((line) => line.name === name)!.rounds;
  const [mine, others] = [roundsOf(ours), roundsOf(theirs)];
  const rate = median(mine.map((round, at) => round.perSecond / others[at]!.perSecond));
  const cpu = median(mine.map((round, at) => others[at]!.cpu / round.cpu));
  return `| ${question} | ${ours} / ${theirs} | ${rate.toFixed(1)} | ${cpu.toFixed(1)} | ${least} |`;
}

function growthLines(growth: readonly Growth[]): string[] {
  const perEntity = growth.map(({ count, cpus }) => (median(cpus) * 1000) / count);
  const base = perEntity[growth.findIndex(({ count }) => count === 100)]!;
  return growth.map(({ count, cpus }, at) => {
    const each = perEntity[at]!;
    return `| ${count} | ${median(cpus).toFixed(2)} | ${each.toFixed(1)} | ${(each / base).toFixed(2)} |`;
  });
}
