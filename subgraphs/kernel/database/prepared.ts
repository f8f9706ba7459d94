import type { Client, QueryResultRow } from "pg";
import type { Transaction } from "./database";
import type { Statement } from "./statement";

/**
 * A named statement within a write: parsed and planned once per connection. Behind a wall a plan costs more than what it
 * does, so whatever runs for every change of many is worth a name.
 */
export async function prepared<Row extends object>(
  tx: Transaction,
  { name, text }: Statement<Row>,
  values: readonly unknown[],
): Promise<Row[]> {
  const client = (await tx.queryRunner!.connect()) as Client;
  return (await client.query<QueryResultRow>({ name, text, values: [...values] })).rows as Row[];
}
