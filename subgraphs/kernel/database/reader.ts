import { channel } from "node:diagnostics_channel";
import { Client, type ClientConfig, types } from "pg";
import { Refusal } from "../refusal";
import { runNamed } from "./named-query";
import type { Statement } from "./statement";
import { prepareContext, runWalled, type Step } from "./walled-query";

/** A `date` has no hour and no zone: it stays the text the database sent, everywhere. */
types.setTypeParser(types.builtins.DATE, (text) => text);
/** Counts and money in minor units fit a double; as text they would compare and add wrongly. */
types.setTypeParser(types.builtins.INT8, Number);

/** Published for every statement sent, with its name: the tests count them, the metrics time them. */
export const statementsSent = channel("syndesmos:statement");

export interface ReaderOptions {
  readonly connections: number;
  /** Plans each statement once per connection and never for its values. */
  readonly plansOnce: boolean;
}

interface Connection {
  readonly client: Client;
  readonly ready: Promise<unknown>;
  pending: number;
  broken: boolean;
  /** Holds its writes back until the end of this tick. */
  gathering: boolean;
}

/**
 * Sends reads to a few long-lived connections, pipelined: a request's statements do not wait for each other's round
 * trip. Each goes to the connection with the least work in flight; a broken one is replaced when it is missed.
 *
 * Fails with SERVICE_UNAVAILABLE when the database cannot be reached; the next read tries again.
 */
export class Reader {
  private readonly usable = new Set<Connection>();
  private closed = false;

  constructor(
    private readonly config: ClientConfig,
    private readonly options: ReaderOptions,
  ) {}

  /** With a `context` the statement runs in a transaction of its own that knows it, see wall.ts; `steps` go before it. */
  async rows<Row>(
    query: Statement<Row>,
    values: readonly unknown[],
    context?: readonly string[],
    steps?: readonly Step[],
  ): Promise<Row[]> {
    const connection = this.leastBusy();
    connection.pending++;
    try {
      await connection.ready;
      if (statementsSent.hasSubscribers) statementsSent.publish(query.name);
      gather(connection);
      const result = await (context
        ? runWalled(connection.client, query, values, context, steps)
        : runNamed(connection.client, query, values));
      return result.rows as Row[];
    } catch (error) {
      throw connection.broken || isConnectionError(error) ? unreachable() : error;
    } finally {
      connection.pending--;
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.allSettled([...this.usable].map(({ client }) => client.end()));
  }

  /** Another connection is opened only when all are busy: each is a process of the server, and plans for itself. */
  private leastBusy(): Connection {
    if (this.closed) throw unreachable();
    let best: Connection | undefined;
    for (const connection of this.usable) if (!best || connection.pending < best.pending) best = connection;
    return best && (best.pending === 0 || this.usable.size >= this.options.connections) ? best : this.connect();
  }

  private connect(): Connection {
    const client = new Client({ ...this.config, pipeline: true });
    const ready = this.prepare(client);
    const connection: Connection = { client, ready, pending: 0, broken: false, gathering: false };
    this.usable.add(connection);
    const broken = () => {
      connection.broken = true;
      this.usable.delete(connection);
    };
    client.on("error", broken).on("end", broken);
    ready.catch(broken);
    return connection;
  }

  private async prepare(client: Client): Promise<void> {
    await client.connect();
    if (this.options.plansOnce) await client.query("set plan_cache_mode = force_generic_plan");
    await prepareContext(client);
  }
}

/** What is asked in one tick leaves in one write: the call into the system costs more than what it carries. */
function gather(connection: Connection): void {
  if (connection.gathering) return;
  connection.gathering = true;
  const { stream } = connection.client.connection;
  stream.cork();
  process.nextTick(() => {
    connection.gathering = false;
    stream.uncork();
  });
}

const unreachable = () => new Refusal("SERVICE_UNAVAILABLE", "The database of this service cannot be reached.");

/**
 * Class 08 (connection), 57P (shutdown), 53300 (too many connections), 3D000 and 55000 (a database that is away or takes
 * nobody in while it is restored), and the network's own codes.
 */
export function isConnectionError(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === "string" && /^(08|57P|53300|3D000|55000|ECONN|EPIPE|ENOTFOUND|ETIMEDOUT|EAI_)/.test(code))
    return true;
  return (
    typeof message === "string" &&
    /not queryable|Connection terminated|Client was closed|timeout exceeded when trying to connect/.test(message)
  );
}
