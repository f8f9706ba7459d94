import { rm } from "node:fs/promises";
import path from "node:path";
import { removePostgresData } from "../../gateway/embedded/postgres/server";

export default async function tearDown(): Promise<void> {
  if (!globalThis.testServer) return;
  const { server, directory } = globalThis.testServer;
  await server.stop();
  await removePostgresData(path.join(directory, "postgres"));
  await rm(directory, { recursive: true, force: true });
}
