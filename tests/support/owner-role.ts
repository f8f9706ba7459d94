import { Pool, type PoolClient } from "pg";
import { databaseOf, type Databases } from "../../gateway/embedded/subgraphs";
import type { TestHub } from "./hub";

/** Connections as the roles that own the tables, kept as long as a hub: to make one costs more than most of what is asked. */
export class OwnerRoles {
  private readonly pools = new Map<string, Pool>();

  constructor(private readonly databases: Databases) {}

  /** Whatever `work` leaves of its session is forgotten before somebody else has it. */
  async use<T>(owner: string, work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.of(owner).connect();
    let isClean = false;
    try {
      const result = await work(client);
      await client.query("discard all");
      isClean = true;
      return result;
    } finally {
      client.release(!isClean);
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.pools.values()].map((pool) => pool.end()));
  }

  private of(owner: string): Pool {
    let pool = this.pools.get(owner);
    if (!pool) {
      pool = new Pool({ connectionString: databaseOf(this.databases, owner).migrationUrl, idleTimeoutMillis: 0 });
      pool.on("error", () => undefined); // its server was taken away, as some tests do
      this.pools.set(owner, pool);
    }
    return pool;
  }
}

/** SQL in one owner's database of a hub, by the role that owns the tables: for what only time or an outage can do. */
export const asOwnerRole = <T>(hub: TestHub, owner: string, work: (client: PoolClient) => Promise<T>): Promise<T> =>
  hub.owners.use(owner, work);
