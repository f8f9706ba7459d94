import { parseArgs } from "node:util";

export interface Arguments {
  readonly people: number;
  readonly rounds: number;
  /** Requests of one flavour at one concurrency in one round. */
  readonly requests: number;
  /** Requests of one flavour before anything is measured. */
  readonly warmUp: number;
  /** Begins again with an empty database. */
  readonly reset: boolean;
  /** Write bench/RESULTS.md, or print only. */
  readonly write: boolean;
}

/** `npm run bench -- --rounds 15 --reset`: everything has a default, the one RESULTS.md is made with. */
export function readArguments(): Arguments {
  const { values } = parseArgs({
    options: {
      people: { type: "string", default: "50000" },
      rounds: { type: "string", default: "7" },
      requests: { type: "string", default: "100" },
      "warm-up": { type: "string", default: "3000" },
      reset: { type: "boolean", default: false },
      "print-only": { type: "boolean", default: false },
    },
  });
  return {
    people: wholeNumber("people", values.people),
    rounds: wholeNumber("rounds", values.rounds),
    requests: wholeNumber("requests", values.requests),
    warmUp: wholeNumber("warm-up", values["warm-up"]),
    reset: values.reset,
    write: !values["print-only"],
  };
}

function wholeNumber(name: string, text: string): number {
  if (!/^[1-9]\d{0,7}$/.test(text)) throw new Error(`--${name} is a whole number above 0`);
  return Number(text);
}
