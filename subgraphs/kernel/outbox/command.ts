import { readDatabaseConfig } from "../config";
import { operate } from "./operate";

/** `node dist/subgraphs/kernel/outbox/command.js`, in a publisher's own container: {@link operate} on its database. */
operate(readDatabaseConfig().DATABASE_URL, process.argv.slice(2))
  .then((lines) => process.stdout.write(lines.map((line) => `${line}\n`).join("")))
  .catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
