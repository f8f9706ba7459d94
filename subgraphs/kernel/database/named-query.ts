import { type Connection, Query, type QueryResult } from "pg";
import type { Statement } from "./statement";

declare module "pg" {
  interface Connection {
    readonly parsedStatements: Record<string, string>;
    readonly submittedNamedStatements: Record<string, string>;
  }
  interface Query {
    /** What the answer's columns are made into; pg works it out from their description. */
    readonly _result: object;
    _accumulateRows: boolean;
    prepare(connection: Connection): void;
    handleRowDescription(message: unknown): void;
    handleDataRow(message: unknown): void;
    handleCommandComplete(message: unknown, connection: Connection): void;
  }
}

/** What a result of pg knows of its columns. */
interface Columns {
  readonly fields: unknown;
  readonly _parsers: unknown;
  readonly _prebuiltEmptyResultObject: unknown;
}

export type Settle = (error: Error | undefined, result: QueryResult) => void;

/** Columns of the statements a connection has run. They end with it, as the statements do. */
const described = new WeakMap<Connection, Map<string, Columns>>();
/** The same connections, passing over wishes for a description. */
const undescribing = new WeakMap<Connection, Connection>();

/**
 * A named statement of constant text, described once per connection: PostgreSQL lets a prepared statement end rather
 * than change its columns, and to be told forty of them each time costs both sides as much as some rows.
 */
export class NamedQuery extends Query {
  private connection: Connection | undefined;

  constructor(
    protected readonly statement: Statement<unknown>,
    values: readonly unknown[],
    settle: Settle,
  ) {
    super({ name: statement.name, text: statement.text, values: values as unknown[] }, settle as never);
  }

  override prepare(connection: Connection): void {
    this.connection = connection;
    const columns = described.get(connection)?.get(this.statement.name);
    if (!columns) return super.prepare(connection);
    const { fields, _parsers, _prebuiltEmptyResultObject } = columns;
    Object.assign(this._result, { fields, _parsers, _prebuiltEmptyResultObject });
    this._accumulateRows = true;
    super.prepare(withoutDescribing(connection));
  }

  override handleRowDescription(message: unknown): void {
    super.handleRowDescription(message);
    const connection = this.connection!;
    let columns = described.get(connection);
    if (!columns) described.set(connection, (columns = new Map()));
    // Not the result itself: whoever was in its rows would be kept for as long as the connection is.
    const { fields, _parsers, _prebuiltEmptyResultObject } = this._result as Columns;
    columns.set(this.statement.name, { fields, _parsers, _prebuiltEmptyResultObject });
  }
}

function withoutDescribing(connection: Connection): Connection {
  let silent = undescribing.get(connection);
  if (!silent) {
    silent = Object.create(connection, { describe: { value: () => undefined } }) as Connection;
    undescribing.set(connection, silent);
  }
  return silent;
}

/** Something that sends a query: a client of pg. */
export interface Sender {
  query(query: Query): unknown;
}

/** Runs a statement by its name. */
export const runNamed = (
  sender: Sender,
  statement: Statement<unknown>,
  values: readonly unknown[],
): Promise<QueryResult> => promised((settle) => sender.query(new NamedQuery(statement, values, settle)));

/** The end of a query as a promise. */
export const promised = (send: (settle: Settle) => unknown): Promise<QueryResult> =>
  new Promise((resolve, reject) => {
    send((error, result) => (error ? reject(error) : resolve(result)));
  });
