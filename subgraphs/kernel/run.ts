import { ConfigError } from "./config";
import { createLogger } from "./logger";
import { describeCause } from "./masking";

/**
 * Starts a process. One that cannot start leaves one line in its log, which names every faulty setting and no value,
 * and exit code 1.
 */
export function run(name: string, start: () => Promise<void>): void {
  start().catch((error: unknown) => {
    const reason = error instanceof ConfigError ? error.message : undefined;
    createLogger(name, "info").fatal({ reason, cause: describeCause(error) }, "did not start");
    process.exitCode = 1;
  });
}
