import { execFileSync } from "node:child_process";
import { cpus, loadavg, totalmem } from "node:os";
import { AS_IT_COMES, DIRECT, IN_PROCESS, OVER_HTTP, RECORDED, UNGUARDED, UNWALLED } from "./flavours";
import type { Case, Samples } from "./measure";
import type { Loaded } from "./prepare";
import type { Counted } from "./question";
import { median, summarise, timesOf, type Line } from "./statistics";
import type { Script } from "./waves";

export interface Findings {
  /** What was measured: read before it runs. */
  readonly commit: string;
  readonly loaded: Loaded;
  readonly rounds: number;
  readonly requests: number;
  readonly warmUp: number;
  readonly results: ReadonlyMap<Case, Samples>;
  readonly counted: readonly Counted[];
  readonly scripts: readonly Script[];
  /** Megabytes after garbage collection, by process. */
  readonly memory: Readonly<Record<string, number>>;
}

/** The whole report as Markdown: what was measured, how, and the numbers. */
export function report(findings: Findings): string {
  const { commit, loaded, rounds, requests, warmUp, results, memory } = findings;
  const parts = [
    "# Measurements",
    "Written by `npm run bench`: numbers of one run on one machine. Compare ratios, not milliseconds, between machines.",
    list([
      `Machine: ${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${gigabytes(totalmem())} GB, ${process.platform}`,
      `Load average at the end: ${loadavg()[0]!.toFixed(1)} (the bench itself is about 1.5)`,
      `Date: ${new Date().toISOString().slice(0, 16)}Z, node ${process.version}, commit ${commit}`,
      `Caseload: ${loaded.people} people, loaded in ${loaded.seconds} s on ${loaded.at.slice(0, 10)}`,
      `${rounds} rounds of ${requests} requests of each flavour, interleaved, after ${warmUp} of each`,
      `Memory after garbage collection: ${entries(memory, "MB")}`,
    ]),
    METHOD,
  ];
  for (const [each, samples] of results)
    parts.push(`## ${each.name}`, table(summarise(samples, DIRECT)), taken(findings, each), aims(samples));
  return `${parts.join("\n\n")}\n`;
}

const METHOD = `FollowBeneficiary, asked by the worker responsible for the person. CPU is milliseconds per request: of
the node processes of the flavour (not of the client that asks the gateway), and of all processes of PostgreSQL.
Ratios are to the direct SQL of the same round, median of the rounds.

- **direct SQL**: the statements of the very same requests, recorded, sent by pg without GraphQL: named, on 3
  pipelined connections per database as the hub has, behind the same row security with the same context and the same
  setting of the planner, in waves: what does not need another's answer is sent together. The target is set by this.
- **with access record**: the same, and after it the statements that write the record of the request. The hub behind its
  gateway sends them too, so this is all it asks of databases; the engine alone records nothing.
- **no wall**: for a role that row-level security does not bind, as plain statements without a context; the gateway then
  keeps no access record either. The policy decides and the answers are held to account all the same: that cannot be
  taken out.
- **default planning**: the bare statements of no wall as pg sends them when nobody sets how PostgreSQL plans: it then
  plans most of them anew for their values. The others plan once, a setting that the hub makes and lends them here.
- **engine, in-process**: the plan executed over all subgraphs in one process, no HTTP.
- **gateway, in-process**: the same behind the listening gateway: POST, bearer token, kept connections.
- **over HTTP**: the gateway in one process, all subgraph servers in a second, calls signed.`;

function table(lines: readonly Line[]): string {
  const head = [
    ...["", "node CPU", "PostgreSQL CPU", "both", "p50 ms", "p99 ms", "requests/s"],
    ...["node CPU ×", "both ×", "p50 ×"],
  ];
  const rows = lines.map(({ flavour, node, postgres, total, p50, p99, perSecond, ratios }) => [
    flavour,
    ...[node, postgres, total, p50, p99].map((value) => number(value)),
    perSecond.toFixed(0),
    ...[ratios.node, ratios.total, ratios.p50].map((value) => number(value)),
  ]);
  return [head, head.map((_, at) => (at === 0 ? "---" : "---:")), ...rows]
    .map((row) => `| ${row.join(" | ")} |`)
    .join("\n");
}

function taken({ counted, scripts }: Findings, { subjects }: Case): string {
  const middle = (value: (subject: number) => number): number => median(subjects.map(value));
  return (
    `${subjects.length} people. Per request (median): ${middle((at) => counted[at]!.statements)} SQL statements in ` +
    `${middle((at) => scripts[at]!.length)} waves, ${middle((at) => counted[at]!.calls)} subgraph calls.`
  );
}

const AIMS = [
  { what: "the protected hub to itself without wall and record", flavour: IN_PROCESS, base: UNGUARDED, most: 1.35 },
  {
    what: "in-process to direct SQL with the statements of the record",
    flavour: IN_PROCESS,
    base: RECORDED,
    most: 1.6,
  },
  { what: "in-process to direct SQL without them", flavour: IN_PROCESS, base: DIRECT, most: 1.6 },
  {
    what: "in-process to direct SQL without wall, planned by default",
    flavour: IN_PROCESS,
    base: AS_IT_COMES,
    most: 1.2,
  },
  { what: "over HTTP to direct SQL without wall, planned by default", flavour: OVER_HTTP, base: AS_IT_COMES, most: 3 },
  { what: "in-process to direct SQL without wall, planned once", flavour: IN_PROCESS, base: UNWALLED, most: 1.2 },
  { what: "over HTTP to direct SQL without wall, planned once", flavour: OVER_HTTP, base: UNWALLED, most: 3 },
];

function aims(samples: Samples): string {
  const rows = AIMS.flatMap(({ what, flavour, base, most }) => {
    const times = timesOf(samples, flavour, base);
    return times ? [`| ${what} | ${number(times.total)} | ${number(times.p50)} | ${number(most)} |`] : [];
  });
  return ["| aim | CPU × | p50 × | at most |", "| --- | ---: | ---: | ---: |", ...rows].join("\n");
}

const number = (value: number | null): string => (value === null ? "not known" : value.toFixed(2));
const gigabytes = (bytes: number): number => Math.round(bytes / 2 ** 30);
const list = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join("\n");
const entries = (values: Readonly<Record<string, number>>, unit: string): string =>
  Object.entries(values)
    .map(([name, value]) => `${name} ${value} ${unit}`)
    .join(", ");

/** The commit the working copy is at. */
export function readCommit(): string {
  const git = (...given: string[]): string => execFileSync("git", given, { encoding: "utf8" }).trim();
  return `${git("rev-parse", "--short", "HEAD")}${git("status", "--porcelain", "--", "gateway", "subgraphs") ? " with changes" : ""}`;
}
