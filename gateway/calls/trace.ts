import { Chance } from "../../subgraphs/kernel/chance";

/** A place in a W3C trace (https://www.w3.org/TR/trace-context): random numbers that name nobody. */
export interface Trace {
  /** 16 bytes in hex, the same in every process the question passes through. */
  readonly traceId: string;
  /** 8 bytes in hex: this step of it. */
  readonly spanId: string;
  /** Whether whoever began it wants it kept. */
  readonly sampled: boolean;
}

const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/;

/** What a client's `traceparent` says, or undefined where it says nothing valid. */
export function readTraceparent(header: unknown): Trace | undefined {
  const [, traceId, spanId, flags] = typeof header === "string" ? (TRACEPARENT.exec(header) ?? []) : [];
  if (!traceId || !spanId || !flags) return undefined;
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

export const writeTraceparent = ({ traceId, spanId, sampled }: Trace): string =>
  `00-${traceId}-${spanId}-${sampled ? "01" : "00"}`;

const chance = new Chance();

/** A step within `parent`, or the first of a new trace. */
export const stepOf = (parent?: Trace): Trace => ({
  traceId: parent?.traceId ?? chance.hex(16),
  spanId: chance.hex(8),
  sampled: parent?.sampled ?? false,
});
