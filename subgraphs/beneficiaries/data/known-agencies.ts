import type { Importer } from "../../kernel/database/copy";
import type { Database, Transaction } from "../../kernel/database/database";
import { CLOCK } from "../../kernel/viewer";

/** What the directory says of an organisation that matters here. */
export interface KnownAgency {
  readonly id: string;
  readonly confidential: boolean;
}

/**
 * $1 organisations as JSON. Whoever was confidential stays so: what was agreed to while it was still tells of it. Nothing
 * is written of whom nothing new is said.
 */
const LEARN = `
  insert into known_agency (id, confidential)
    select id, confidential from json_to_recordset($1::json) as t(id uuid, confidential boolean)
  on conflict (id) do update set confidential = true where excluded.confidential and not known_agency.confidential
  returning id`;

/** $1 an organisation that may be named. What is known of it already stays. */
const MEET = "insert into known_agency (id, confidential) values ($1, false) on conflict do nothing";

/**
 * Which organisations give a confidential service, as the walls of this database know it. Who is not known here is
 * taken for one that does: a consent that names it is hidden until the directory was heard.
 */
export const knownAgencies = {
  /** What the whole directory says, by the clock. Returns of how many it was news. */
  async learn(database: Database, agencies: readonly KnownAgency[]): Promise<number> {
    const learn = (tx: Transaction) => tx.query(LEARN, [JSON.stringify(agencies)]);
    return ((await database.transaction(CLOCK, learn)) as unknown[]).length;
  },

  /** An organisation of which the directory just said that it may be named, and that a consent names now. */
  async meet(tx: Transaction, id: string): Promise<void> {
    await tx.query(MEET, [id]);
  },

  /** The same as `learn`, for who brings in a caseload. */
  async import(importer: Importer, agencies: readonly KnownAgency[]): Promise<void> {
    await importer.run(LEARN, [JSON.stringify(agencies)]);
  },
};
