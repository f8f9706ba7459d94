import { z } from "zod";
import { readConfig } from "../../subgraphs/kernel/config";

/** What the global setup tells every test file: where its PostgreSQL is. */
const settings = z.object({ TEST_SERVER: z.string() });

const cluster = z.object({
  host: z.literal("127.0.0.1"),
  port: z.number(),
  superuser: z.object({ user: z.string(), password: z.string() }),
  directory: z.string(),
});
export type TestCluster = z.infer<typeof cluster>;

export const readTestCluster = (): TestCluster =>
  cluster.parse(JSON.parse(readConfig(settings, process.env).TEST_SERVER));

export const publishTestCluster = (server: TestCluster): void => {
  process.env["TEST_SERVER"] = JSON.stringify(server);
};
