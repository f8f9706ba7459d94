import type { Client, QueryResultRow } from "pg";
import { PlanningClient } from "../database/planning-client";
import { SET_CONTEXT } from "../database/wall";

/** What row-level security knows of a relay: no viewer, no organisation, a role no token can carry. */
const RELAY_CONTEXT: readonly string[] = ["", "", "RELAY", "", "", ""];

/** Statements of one transaction in the relay's context. */
export type Relaying = <Row extends QueryResultRow>(text: string, values?: readonly unknown[]) => Promise<Row[]>;

/**
 * A relay's connection to its owner's database, as the application's role: opened when needed, opened again when it
 * broke. It also hears the doorbell, NOTIFY on its channel, between transactions.
 */
export class RelaySession {
  private client: Client | undefined;

  /** `ring` is called for every knock at the door, with what it says, and may be called for nothing. */
  constructor(
    private readonly url: string,
    private readonly name: string,
    private readonly ring: (said: string) => void = () => undefined,
    private readonly channel: "outbox" | "live" = "outbox",
  ) {}

  /** All of `work` is stored or nothing. Not to be called while another is under way. */
  async transaction<T>(work: (query: Relaying) => Promise<T>): Promise<T> {
    const client = (this.client ??= await this.connect());
    const query: Relaying = async <Row extends QueryResultRow>(text: string, values: readonly unknown[] = []) =>
      (await client.query<Row>(text, values as unknown[])).rows;
    try {
      // One write with the first statement: where the context cannot be set, PostgreSQL refuses the rest of the transaction.
      const begun = Promise.all([client.query("begin"), client.query({ ...SET_CONTEXT, values: [...RELAY_CONTEXT] })]);
      const [result] = await Promise.all([work(query), begun]);
      await client.query("commit");
      return result;
    } catch (error) {
      await client.query("rollback").catch(() => this.drop(client));
      throw error;
    }
  }

  async close(): Promise<void> {
    const { client } = this;
    this.client = undefined;
    await client?.end().catch(() => undefined);
  }

  private async connect(): Promise<Client> {
    const client = new PlanningClient({
      connectionString: this.url,
      application_name: this.name,
      connectionTimeoutMillis: 3000,
      keepAlive: true,
      pipeline: true,
    });
    client.on("error", () => this.drop(client)).on("end", () => this.drop(client));
    client.on("notification", ({ payload = "" }) => this.ring(payload));
    await client.connect();
    await client.query(`listen ${this.channel}`);
    return client;
  }

  private drop(client: Client): void {
    if (this.client === client) this.client = undefined;
    client.end().catch(() => undefined);
  }
}
