import type { Sample, Samples } from "./measure";

/** One line of the table: milliseconds; CPU per request, median of the rounds; times over all requests. */
export interface Line {
  readonly flavour: string;
  readonly node: number;
  readonly postgres: number | null;
  readonly total: number | null;
  readonly p50: number;
  readonly p99: number;
  readonly perSecond: number;
  /** Against the flavour they are measured by: each round by itself, then the median. */
  readonly ratios: { readonly node: number; readonly total: number | null; readonly p50: number };
}

export interface Times {
  readonly total: number | null;
  readonly p50: number;
}

/** How many times the CPU and the time of `base` a flavour takes. Null when one of them was not measured. */
export function timesOf(samples: Samples, flavour: string, base: string): Times | null {
  const [own, measure] = [samples.get(flavour), samples.get(base)];
  if (!own || !measure) return null;
  return {
    total: medianOf(ratios(own, measure, totalOf)),
    p50: median(ratios(own, measure, middleOf)),
  };
}

/** Every flavour against `base`. */
export function summarise(samples: Samples, base: string): Line[] {
  const measure = samples.get(base) ?? [];
  return Array.from(samples, ([flavour, own]) => {
    const latencies = own.flatMap((sample) => sample.latencies);
    return {
      flavour,
      node: median(own.map(nodeOf)),
      postgres: medianOf(own.map(postgresOf)),
      total: medianOf(own.map(totalOf)),
      p50: percentile(latencies, 50),
      p99: percentile(latencies, 99),
      perSecond: median(own.map(({ latencies: { length }, elapsed }) => (length * 1000) / elapsed)),
      ratios: {
        node: median(ratios(own, measure, nodeOf)),
        total: medianOf(ratios(own, measure, totalOf)),
        p50: median(ratios(own, measure, middleOf)),
      },
    };
  });
}

const nodeOf = ({ node, latencies }: Sample): number => node / latencies.length;
const postgresOf = ({ postgres, latencies }: Sample): number =>
  postgres === null ? Number.NaN : postgres / latencies.length;
const totalOf = (sample: Sample): number => nodeOf(sample) + postgresOf(sample);

const middleOf = ({ latencies }: Sample): number => percentile(latencies, 50);

const ratios = (own: readonly Sample[], measure: readonly Sample[], value: (sample: Sample) => number): number[] =>
  own.map((sample, round) => value(sample) / value(measure[round]!));

const medianOf = (values: readonly number[]): number | null => (values.some(Number.isNaN) ? null : median(values));

export const median = (values: readonly number[]): number => percentile(values, 50);

export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN;
}
