import { type Client, type Connection, Query, type QueryResult } from "pg";
import type { Statement } from "./statement";
import { SET_CONTEXT } from "./wall";

declare module "pg" {
  interface Connection {
    readonly submittedNamedStatements: Record<string, string>;
  }
  interface Query {
    hasBeenParsed(connection: Connection): boolean;
    prepare(connection: Connection): void;
    handleDataRow(message: unknown): void;
    handleCommandComplete(message: unknown, connection: Connection): void;
  }
}

/**
 * A statement and the context it runs in, as one transaction and one write: PostgreSQL takes everything up to the next
 * Sync message for a transaction of its own, and after an error skips the rest. So the settings end with the
 * statement, whatever comes of it; when they cannot be made the statement never runs; and nothing can come between,
 * because there is no "between" to write to. `begin` and `commit` would do the same in three more answers.
 *
 * The connection must have been through {@link prepareContext}.
 */
class WalledQuery extends Query {
  /** The context stands; what comes now is the statement's. */
  private stands = false;

  constructor(
    private readonly statement: Statement<unknown>,
    values: readonly unknown[],
    readonly context: readonly string[],
    callback: (error: Error | undefined, result: QueryResult) => void,
  ) {
    super({ name: statement.name, text: statement.text, values: values as unknown[] }, callback as never);
  }

  override prepare(connection: Connection): void {
    // Before the context: a context that fails must not take along the neighbours who rely on this being prepared.
    if (!this.hasBeenParsed(connection)) {
      const { name, text } = this.statement;
      connection.parse({ name, text, types: [] }, true);
      connection.submittedNamedStatements[name] = text;
    }
    connection.bind({ statement: SET_CONTEXT.name, values: [...this.context] }, true);
    connection.execute({}, true);
    super.prepare(connection);
  }

  override handleDataRow(message: unknown): void {
    if (this.stands) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, connection: Connection): void {
    if (this.stands) super.handleCommandComplete(message, connection);
    else this.stands = true;
  }
}

/** Once per connection. As a transaction of its own it sets nothing that lasts. */
export const prepareContext = async (client: Client): Promise<void> => {
  await client.query({ ...SET_CONTEXT, values: ["", "", "", "", "", ""] });
};

/** Something that sends a query: a client of pg. */
interface Sender {
  query(query: Query): unknown;
}

/** Runs a statement within `context`, on a connection that may carry anybody's. Rejects when either fails. */
export const runWalled = (
  sender: Sender,
  statement: Statement<unknown>,
  values: readonly unknown[],
  context: readonly string[],
): Promise<QueryResult> =>
  new Promise((resolve, reject) => {
    sender.query(
      new WalledQuery(statement, values, context, (error, result) => (error ? reject(error) : resolve(result))),
    );
  });
