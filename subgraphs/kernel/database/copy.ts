import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Client } from "pg";
import { from as copyFrom } from "pg-copy-streams";

/** What a COPY column can hold. Arrays become PostgreSQL arrays, objects become jsonb. */
export type CopyValue = string | number | boolean | Date | null | readonly string[] | object;

/**
 * Bulk import into one owner's database, over one connection of the owner role. Rows of a call are stored together.
 * For loaders of reference data, migrations from older systems and the synthetic caseload: ids come with the rows.
 */
export class Importer {
  /** Which tables have row-level security, as far as asked. */
  private readonly walled = new Map<string, boolean>();

  private constructor(private readonly client: Client) {}

  static async open(url: string): Promise<Importer> {
    const client = new Client({ connectionString: url, application_name: "import" });
    // A lost connection fails what is under way; between statements the next one reports it.
    client.on("error", () => undefined);
    await client.connect();
    return new Importer(client);
  }

  /**
   * Streams rows into `table`; each row has the values in the order of `columns`. Throws on the first bad row, and then
   * none of them is stored. Behind a wall it is a transaction of its own: not to be called within another.
   */
  async copy(table: string, columns: readonly string[], rows: Iterable<readonly CopyValue[]>): Promise<void> {
    if (!(await this.isWalled(table))) return this.stream(table, columns, rows);
    // PostgreSQL copies into no table whose row-level security binds the one who copies. It unbinds the owner for this
    // one transaction, which holds the table alone; whatever ends it, the wall stands again for everybody at once.
    await this.client.query(`begin; alter table ${table} no force row level security`);
    try {
      await this.stream(table, columns, rows);
      await this.client.query(`alter table ${table} force row level security; commit`);
    } catch (fault) {
      await this.client.query("rollback").catch(() => undefined);
      throw fault;
    }
  }

  private async isWalled(table: string): Promise<boolean> {
    let walled = this.walled.get(table);
    if (walled === undefined) {
      walled = (await this.client.query("select row_security_active($1) as walled", [table])).rows[0].walled as boolean;
      this.walled.set(table, walled);
    }
    return walled;
  }

  private async stream(table: string, columns: readonly string[], rows: Iterable<readonly CopyValue[]>): Promise<void> {
    const stream = this.client.query(copyFrom(`copy ${table} (${columns.join(", ")}) from stdin`));
    const lost = (): unknown => stream.destroy(new Error("The connection was lost during an import."));
    this.client.once("end", lost);
    try {
      await pipeline(Readable.from(chunks(rows)), stream);
    } finally {
      this.client.off("end", lost);
    }
  }

  async run(sql: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
    return (await this.client.query(sql, values as unknown[])).rows;
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}

const CHUNK_CHARACTERS = 1 << 16;

/** Few large chunks instead of one per row: the difference between 4 s and 40 s for a million rows. */
function* chunks(rows: Iterable<readonly CopyValue[]>): Generator<string> {
  let chunk = "";
  for (const row of rows) {
    chunk += row.map(toCopyText).join("\t") + "\n";
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = "";
  }
  if (chunk) yield chunk;
}

const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

function toCopyText(value: CopyValue): string {
  if (value === null) return "\\N";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (value instanceof Date) return value.toISOString();
  const text = typeof value === "string" ? value : Array.isArray(value) ? toArrayLiteral(value) : JSON.stringify(value);
  return text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character]!);
}

const toArrayLiteral = (items: readonly string[]): string =>
  `{${items.map((item) => `"${item.replace(/["\\]/g, "\\$&")}"`).join(",")}}`;
