import type { Flavour } from "./flavours";
import { postgresCpu, readPostmaster } from "./postgres-cpu";

/** One kind of question at one concurrency. */
export interface Case {
  readonly name: string;
  readonly subjects: readonly number[];
  readonly concurrency: number;
  /** All flavours, or only those of this list. */
  readonly only?: readonly string[];
}

/** One block: milliseconds, CPU of all requests together. */
export interface Sample {
  readonly latencies: readonly number[];
  readonly elapsed: number;
  readonly node: number;
  /** Null where it cannot be known. */
  readonly postgres: number | null;
}

/** By flavour, in order of rounds. */
export type Samples = ReadonlyMap<string, readonly Sample[]>;

export interface Extent {
  readonly rounds: number;
  /** Of one flavour in one case and round. */
  readonly requests: number;
  /** Of each flavour before anything is measured. */
  readonly warmUp: number;
}

/**
 * Measures all cases in rounds: one block of each flavour, then again. What the machine does beside falls on all
 * flavours alike.
 */
export async function measure(
  cases: readonly Case[],
  flavours: readonly Flavour[],
  { rounds, requests, warmUp }: Extent,
  tell: (line: string) => void,
): Promise<Map<Case, Samples>> {
  const postmaster = await readPostmaster();
  tell("Warming up.");
  for (const flavour of flavours) await warm(flavour, cases, warmUp);
  const results = new Map(cases.map((each) => [each, new Map<string, Sample[]>()]));
  for (let round = -UNCOUNTED; round < rounds; round++) {
    tell(round < 0 ? "A round that does not count." : `Round ${round + 1} of ${rounds}.`);
    for (const [each, samples] of results) {
      for (const flavour of flavours) {
        if (each.only?.includes(flavour.name) === false) continue;
        const sample = await takeSample(flavour, each, requests, postmaster);
        if (round >= 0) samples.set(flavour.name, [...(samples.get(flavour.name) ?? []), sample]);
      }
    }
  }
  return results;
}

const UNCOUNTED = 1;
const WARMERS = 16;

/**
 * V8 compiles a function for good when it has run long enough, and much of the hub's code runs a few times a question:
 * after six hundred questions a process takes about half as much again as after six thousand. What is measured is a server
 * that runs, on every side.
 */
async function warm(flavour: Flavour, cases: readonly Case[], requests: number): Promise<void> {
  const all = cases.flatMap(({ subjects }) => subjects);
  const subjects = Array.from({ length: requests }, (_, at) => all[at % all.length]!);
  await flavour.drive({ subjects, concurrency: WARMERS });
}

async function takeSample(flavour: Flavour, { subjects, concurrency }: Case, requests: number, postmaster: number) {
  const order = Array.from({ length: requests }, (_, at) => subjects[at % subjects.length]!);
  const node = await nodeCpu(flavour);
  const postgres = await postgresCpu(postmaster);
  const timed = await flavour.drive({ subjects: order, concurrency });
  const after = await postgresCpu(postmaster);
  return {
    ...timed,
    node: (await nodeCpu(flavour)) - node,
    postgres: postgres === null || after === null ? null : after - postgres,
  } satisfies Sample;
}

async function nodeCpu({ processes }: Flavour): Promise<number> {
  const used = await Promise.all(processes.map((worker) => worker.ask("cpu")));
  return used.reduce((sum, each) => sum + each, 0);
}
