import type { Importer } from "../database/copy";
import type { NumberedKey, VaultKeys } from "./keys";
import { parityOf, Vault } from "./vault";

/** A column of values a vault sealed. Each owner names its own, so that their keys can be changed. */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** The primary key: column names and their types. */
  readonly key: Readonly<Record<string, "uuid" | "text" | "integer">>;
  /** The column that says of what kind a number is; the row has match_odd and match_even then. */
  readonly matchedBy?: string;
  /** Its values are large: so many are changed at a time. */
  readonly batch?: number;
}

/** Rows in one statement: short enough that nobody waits behind their locks. */
const BATCH = 500;

interface Batch {
  readonly keys: readonly (readonly string[])[];
  readonly sealed: readonly Buffer[];
  readonly kinds: readonly string[];
}

/**
 * Changes the keys under which one owner's rows are sealed and matched, while the hub runs. Every batch is a statement
 * of its own and skips what is done, so it can be stopped anywhere and begun again; a row that somebody changes in
 * between keeps their change.
 */
export class Rotation {
  private readonly vault: Vault;
  private readonly newest: NumberedKey;
  private readonly matchColumn: string | null;
  private readonly otherColumn: string | null;

  /** `keys` hold the old and the new ones; the newest are rotated to. */
  constructor(
    private readonly importer: Importer,
    private readonly columns: readonly SealedColumn[],
    keys: VaultKeys,
  ) {
    this.vault = new Vault(keys);
    this.newest = keys.encryption[0]!;
    const parity = keys.matching[0] ? parityOf(keys.matching[0].id) : null;
    this.matchColumn = parity && `match_${parity}`;
    this.otherColumn = parity && `match_${parity === "odd" ? "even" : "odd"}`;
  }

  /** How many rows are not yet sealed and matched under the newest keys. Zero: the older ones are not needed. */
  async remaining(): Promise<number> {
    let rows = 0;
    for (const column of this.columns) {
      const [row] = await this.importer.run(
        `select count(*)::int as rows from ${column.table} where ${this.isOld(column)}`,
      );
      rows += row!["rows"] as number;
    }
    return rows;
  }

  /** Seals and matches what is left, and answers how many rows that were. `batchDone` may end it by throwing. */
  async run(batchDone: (rows: number) => void = () => undefined): Promise<number> {
    let rows = 0;
    for (const column of this.columns) {
      for (let after: readonly string[] | null = null, more = true; more;) {
        const batch: Batch = await this.next(column, after);
        await this.renew(column, batch);
        rows += batch.keys.length;
        after = batch.keys.at(-1) ?? null;
        more = batch.keys.length === (column.batch ?? BATCH);
        batchDone(batch.keys.length);
      }
    }
    return rows;
  }

  /** Takes away the hashes of the older matching key, which nobody asks for any more. */
  async forgetOldMatches(): Promise<void> {
    await this.clear(this.otherColumn, this.matchColumn);
  }

  /** Makes room for a new key: hashes of one retired long ago may have been written while it was. */
  async clearFor(matchingId: number): Promise<void> {
    const parity = parityOf(matchingId);
    await this.clear(`match_${parity}`, `match_${parity === "odd" ? "even" : "odd"}`);
  }

  private async clear(gone: string | null, kept: string | null): Promise<void> {
    if (!gone || !kept) return;
    for (const { table, matchedBy } of this.columns) {
      if (!matchedBy) continue;
      for (let rows = BATCH; rows === BATCH;) {
        const cleared = await this.importer.run(
          `update ${table} set ${gone} = null where ctid = any (array(select ctid from ${table}
             where ${gone} is not null and ${kept} is not null limit ${BATCH})) returning 1`,
        );
        rows = cleared.length;
      }
    }
  }

  private isOld({ column, matchedBy }: SealedColumn): string {
    const sealed = `${column} is not null and get_byte(${column}, 0) <> ${this.newest.id}`;
    return matchedBy && this.matchColumn ? `(${sealed} or ${this.matchColumn} is null)` : `(${sealed})`;
  }

  private async next(column: SealedColumn, after: readonly string[] | null): Promise<Batch> {
    const names = Object.keys(column.key);
    const place = Object.values(column.key).map((type, index) => `$${index + 1}::${type}`);
    const rows = await this.importer.run(
      `select array[${names.map((name) => `${name}::text`).join(", ")}] as key, ${column.column} as sealed,
         ${column.matchedBy ?? "''"} as kind
       from ${column.table} where ${this.isOld(column)} and ${after ? `(${names.join()}) > (${place.join()})` : "true"}
       order by ${names.join()} limit ${column.batch ?? BATCH}`,
      after ?? [],
    );
    return {
      keys: rows.map(({ key }) => key as string[]),
      sealed: rows.map(({ sealed }) => sealed as Buffer),
      kinds: rows.map(({ kind }) => kind as string),
    };
  }

  /** Only rows that are still as they were read. */
  private async renew({ table, column, key, matchedBy }: SealedColumn, { keys, sealed, kinds }: Batch): Promise<void> {
    const opened = sealed.map((bytes) => this.vault.openBytes(bytes));
    const matches = opened.map((bytes, index) =>
      matchedBy ? this.hashOf(kinds[index]!, bytes.toString("utf8")) : null,
    );
    const names = Object.keys(key);
    const given = [
      ...Object.values(key).map((type, index) => `$${index + 4}::${type}[]`),
      "$1::bytea[], $2::bytea[], $3::bytea[]",
    ];
    const match = matchedBy && this.matchColumn ? `, ${this.matchColumn} = given.match` : "";
    await this.importer.run(
      `update ${table} as row set ${column} = given.fresh${match}
       from unnest(${given.join()}) as given(${names.join()}, stale, fresh, match)
       where ${names.map((name) => `row.${name} = given.${name}`).join(" and ")} and row.${column} = given.stale`,
      [
        sealed,
        opened.map((bytes) => this.vault.sealBytes(bytes)),
        matches,
        ...names.map((_, at) => keys.map((one) => one[at]!)),
      ],
    );
  }

  private hashOf(kind: string, text: string): Buffer | null {
    if (!this.matchColumn) return null;
    const { odd, even } = this.vault.match(kind, text);
    return this.matchColumn === "match_odd" ? odd : even;
  }
}
