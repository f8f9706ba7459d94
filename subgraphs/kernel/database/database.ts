import "reflect-metadata";
import { DataSource, type EntityManager, type MixedList } from "typeorm";
import { CLOCK, type Actor, type Viewer } from "../viewer";
import { notFound, Refusal } from "../refusal";
import { FairTurns } from "./fair-turns";
import { prepared } from "./prepared";
import { SnakeNames } from "./naming";
import { PLANNED_ONCE } from "./planning-client";
import { isConnectionError, Reader } from "./reader";
import type { Statement } from "./statement";
import type { Step } from "./walled-query";
import { contextOf, SET_CONTEXT, type Granted } from "./wall";

/** A write in progress. Repositories take it; services only pass it on. */
export type Transaction = EntityManager;

export interface DatabaseOptions {
  /** Connection string of the least-privileged application role. */
  readonly url: string;
  readonly rows: MixedList<Function>;
  readonly applicationName: string;
  readonly connections?: { readonly readers?: number; readonly searchers?: number; readonly writers?: number };
}

/**
 * One owner's database: reads are named statements on pipelined connections, writes are typeorm transactions.
 *
 * The schema changes by migration only (see migrate.ts); this never synchronises.
 */
export class Database {
  private readonly reader: Reader;
  /** For searches. Left to itself PostgreSQL plans every read for its values, which costs as much as all the rest. */
  private readonly searcher: Reader;
  /** For appends: one connection, so that they happen in the order of the calls. */
  private readonly appender: Reader;
  private readonly writer: DataSource;
  /** As many as the writer has connections: who waits for one waits here, and each viewer in a line of their own. */
  private readonly turns: FairTurns;
  private opening: Promise<unknown> | undefined;

  constructor(options: DatabaseOptions) {
    const { url, rows, applicationName, connections } = options;
    const config = { connectionString: url, application_name: applicationName, connectionTimeoutMillis: 3000 };
    this.reader = new Reader(config, { connections: connections?.readers ?? 3, plansOnce: true });
    this.searcher = new Reader(config, { connections: connections?.searchers ?? 2, plansOnce: false });
    this.appender = new Reader(config, { connections: 1, plansOnce: true });
    const writers = connections?.writers ?? 4;
    this.writer = createDataSource({ url, rows, applicationName, poolSize: writers, plansOnce: true });
    this.turns = new FairTurns(writers);
  }

  /**
   * Rows of persons, as `viewer` may see them. The viewer is part of the call so that no read can forget it, and of
   * the transaction, where row-level security holds what the statement forgot. `granted`: see there.
   */
  rows<Row>(viewer: Viewer, query: Statement<Row>, values: readonly unknown[], granted?: Granted): Promise<Row[]> {
    return this.readerOf(query).rows(query, values, contextOf(viewer, granted));
  }

  /** Rows that are public in the hub: the directory, programmes, services. */
  publicRows<Row>(query: Statement<Row>, values: readonly unknown[] = []): Promise<Row[]> {
    return this.readerOf(query).rows(query, values);
  }

  /**
   * Runs `work` in one transaction as `viewer`: all of it is stored, or none. A serialization failure or deadlock is a CONFLICT
   * the client may retry; a lost connection is SERVICE_UNAVAILABLE, and so is a turn to write that did not come in time.
   */
  async transaction<T>(viewer: Actor, work: (tx: Transaction) => Promise<T>): Promise<T> {
    try {
      await this.open();
      return await this.turns.take(viewer.id, () =>
        this.writer.transaction(async (tx) => {
          await prepared(tx, SET_CONTEXT, contextOf(viewer));
          if (viewer === CLOCK) await tx.query(PLAN_FOR_VALUES);
          return work(tx);
        }),
      );
    } catch (error) {
      throw translated(error);
    }
  }

  /**
   * Writes with one statement, after `steps`, all in one transaction and one round trip: the rows of the statement.
   * Calls are carried out in their order and not waited for in between. So one may build on what the one before it does;
   * then it has to see for itself whether that was done.
   */
  async append<Row>(
    viewer: Viewer,
    steps: readonly Step[],
    query: Statement<Row>,
    values: readonly unknown[],
  ): Promise<Row[]> {
    return this.appender.rows(query, values, contextOf(viewer), steps);
  }

  /** Resolves when the database answers. */
  async ping(): Promise<void> {
    await this.reader.rows(PING, []);
  }

  async close(): Promise<void> {
    await Promise.all([this.reader, this.searcher, this.appender].map((each) => each.close()));
    if (this.writer.isInitialized) await this.writer.destroy();
  }

  private readerOf(query: Statement<unknown>): Reader {
    return query.searches ? this.searcher : this.reader;
  }

  /** Opened by the first write, so that a process starts, and heals, without its database. */
  private async open(): Promise<void> {
    if (this.writer.isInitialized) return;
    this.opening ??= this.writer.initialize().finally(() => (this.opening = undefined));
    await this.opening;
  }
}

/** What is done by the clock looks for what is due among everything: how much that is, its values say. */
const PLAN_FOR_VALUES = "set local plan_cache_mode = auto";

const PING = { name: "ping", text: "select 1" };

export interface DataSourceOptions {
  readonly url: string;
  readonly rows: MixedList<Function>;
  readonly migrations?: MixedList<Function>;
  readonly applicationName: string;
  readonly poolSize: number;
  /** Each statement once per connection, and never for its values. */
  readonly plansOnce?: true;
}

export const createDataSource = (options: DataSourceOptions): DataSource =>
  new DataSource({
    type: "postgres",
    url: options.url,
    entities: options.rows,
    migrations: options.migrations,
    migrationsTableName: "migration",
    migrationsTransactionMode: "each",
    namingStrategy: new SnakeNames(),
    synchronize: false,
    migrationsRun: false,
    logging: false,
    applicationName: options.applicationName,
    poolSize: options.poolSize,
    connectTimeoutMS: 3000,
    installExtensions: false,
    ...(options.plansOnce && { extra: PLANNED_ONCE }),
  });

/** What typeorm says of a connection that was lost between two statements of a transaction. */
const isReleased = (error: unknown): boolean => error instanceof Error && /AlreadyReleasedError$/.test(error.name);

/**
 * What a row belongs to was erased between the look and the write: its foreign key leads nowhere, or the wall no longer
 * knows the person. Answered like what never was.
 */
function isGone(error: unknown): boolean {
  const { code, message, constraint } = error as { code?: string; message?: string; constraint?: string };
  if (code === "23503") return constraint?.endsWith("_person") === true;
  return code === "42501" && message?.includes("row-level security") === true;
}

function translated(error: unknown): unknown {
  const code = (error as { code?: string }).code;
  if (code === "40001" || code === "40P01") {
    return new Refusal("CONFLICT", "Somebody else changed this at the same moment. Look again and retry.");
  }
  if (isGone(error)) return notFound("record");
  if (isConnectionError(error) || isReleased(error)) {
    return new Refusal("SERVICE_UNAVAILABLE", "The database of this service cannot be reached.");
  }
  return error;
}
