import { Client } from "pg";
import { databaseOf } from "../../gateway/embedded/subgraphs";
import type { TestHub } from "./hub";

/** SQL in one owner's database of a hub, by the role that owns the tables: for what only time or an outage can do. */
export async function asOwnerRole<T>(hub: TestHub, owner: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: databaseOf(hub.cloned.databases, owner).migrationUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
