import pino, { type DestinationStream, type Logger } from "pino";

export type { Logger } from "pino";

/** A process's log: JSON lines with ids and outcomes, never persons. `destination` is for tests that read it. */
export function createLogger(name: string, level: string, destination?: DestinationStream): Logger {
  const options = { name, level, base: { name }, timestamp: pino.stdTimeFunctions.isoTime };
  return destination ? pino(options, destination) : pino(options);
}
