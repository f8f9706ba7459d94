import { startPostgres } from "./server.js";

/** A hub for tests to kill: starts the directory it is given, tells where, survives Ctrl-C, and never stops. */
process.on("SIGINT", () => undefined);
void startPostgres({ directory: process.argv[2] ?? "", settings: { fsync: "off" } }).then(
  (server) => process.stdout.write(JSON.stringify(server) + "\n"),
  (error: unknown) => {
    process.stdout.write(JSON.stringify({ refused: String(error) }) + "\n");
    process.exitCode = 1;
  },
);
