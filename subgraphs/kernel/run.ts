import { ConfigError } from "./config";
import { createLogger } from "./logger";
import { describeCause } from "./masking";

/**
 * Starts a process. One that cannot start leaves one line in its log, which names every faulty setting and no value,
 * and exit code 1.
 */
export function run(name: string, start: () => Promise<void>): void {
  start().catch((error: unknown) => {
    // What was set wrongly says it all: where it was noticed tells nobody anything.
    const why = error instanceof ConfigError ? { reason: error.message } : { cause: describeCause(error) };
    createLogger(name, "info").fatal(why, "did not start");
    process.exitCode = 1;
  });
}
