import type { Client, Connection, QueryResult } from "pg";
import { NamedQuery, promised, type Sender, type Settle } from "./named-query";
import type { Statement } from "./statement";
import { SET_CONTEXT } from "./wall";

/** A statement that goes before another in its transaction, for what it does and not for its rows. */
export interface Step {
  readonly name: string;
  readonly text: string;
  readonly values: readonly string[];
}

/**
 * A statement and the context it runs in, as one transaction and one write: PostgreSQL takes everything up to the next
 * Sync message for a transaction of its own, and after an error skips the rest. So the settings end with the
 * statement, whatever comes of it; when they cannot be made the statement never runs; and nothing can come between,
 * because there is no "between" to write to. `begin` and `commit` would do the same in three more answers.
 *
 * The connection must have been through {@link prepareContext}.
 */
class WalledQuery extends NamedQuery {
  /** How many steps, the context among them, are not done yet; what comes after them is the statement's. */
  private stepsLeft: number;

  constructor(
    statement: Statement<unknown>,
    values: readonly unknown[],
    readonly context: readonly string[],
    private readonly steps: readonly Step[],
    settle: Settle,
  ) {
    super(statement, values, settle);
    this.stepsLeft = 1 + steps.length;
  }

  override prepare(connection: Connection): void {
    // Before the context: a context that fails must not take along the neighbours who rely on this being prepared.
    for (const each of [...this.steps, this.statement]) parseOnce(connection, each);
    perform(connection, SET_CONTEXT.name, this.context);
    for (const { name, values } of this.steps) perform(connection, name, values);
    super.prepare(connection);
  }

  override handleDataRow(message: unknown): void {
    if (this.stepsLeft === 0) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, connection: Connection): void {
    if (this.stepsLeft === 0) super.handleCommandComplete(message, connection);
    else this.stepsLeft--;
  }
}

function parseOnce(connection: Connection, { name, text }: Statement<unknown>): void {
  if (connection.parsedStatements[name] ?? connection.submittedNamedStatements[name]) return;
  connection.parse({ name, text, types: [] }, true);
  connection.submittedNamedStatements[name] = text;
}

function perform(connection: Connection, statement: string, values: readonly string[]): void {
  connection.bind({ statement, values: [...values] }, true);
  connection.execute({}, true);
}

/** Once per connection. As a transaction of its own it sets nothing that lasts. */
export const prepareContext = async (client: Client): Promise<void> => {
  await client.query({ ...SET_CONTEXT, values: ["", "", "", "", "", ""] });
};

/**
 * Runs a statement within `context`, on a connection that may carry anybody's, after `steps` of the same transaction.
 * Rejects, and nothing is done, when any of them fails.
 */
export const runWalled = (
  sender: Sender,
  statement: Statement<unknown>,
  values: readonly unknown[],
  context: readonly string[],
  steps: readonly Step[] = [],
): Promise<QueryResult> =>
  promised((settle) => sender.query(new WalledQuery(statement, values, context, steps, settle)));
