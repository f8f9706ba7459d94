import { randomBytes } from "node:crypto";
import type { ClientBase } from "pg";
import type { Database, Transaction } from "../../kernel/database/database";
import type { AccessRecord } from "../../kernel/disclosure/access-record";
import { Refusal } from "../../kernel/refusal";
import { contentHashOf, GENESIS, nextLink, SALT_BYTES, type Link } from "../domain/chain.rules";
import { writeEvent } from "../domain/event";
import { findingsOf, type Findings } from "../domain/findings.rules";
import { RECORDER } from "./recorder.viewer";

/** A record as it will stand in the chain, save its place: made while earlier ones are being stored. */
export interface Sealed {
  readonly record: AccessRecord;
  readonly findings: Findings;
  readonly content: string;
  readonly salt: Buffer;
  readonly contentHash: Buffer;
}

export function seal(record: AccessRecord): Sealed {
  const content = writeEvent({ event: "ACCESS", ...record });
  const salt = randomBytes(SALT_BYTES);
  return { record, findings: findingsOf(record), content, salt, contentHash: contentHashOf(salt, content) };
}

/** Any fixed number: whoever extends the chain of this database holds it, in whichever process. */
export const CHAIN_LOCK = 4_155_007;

/** A group that cannot be stored within this time fails, so that those who wait can be told. */
const PATIENCE = "2s";

/** Appends groups of records to the chain. */
export class ChainWriter {
  constructor(private readonly database: Database) {}

  /**
   * Stores those of `group` that are not in the chain yet, in order, all or none. When it resolves they are durable.
   * Refuses with SERVICE_UNAVAILABLE when the database is away, full or read-only, SERVICE_TIMEOUT when it is slow;
   * after a lost connection they may be stored nevertheless, and storing them again is harmless.
   */
  async store(group: readonly Sealed[]): Promise<void> {
    try {
      await this.database.transaction(RECORDER, (tx) => append(tx, group));
    } catch (error) {
      throw translated(error);
    }
  }
}

async function append(tx: Transaction, group: readonly Sealed[]): Promise<void> {
  const client = (await tx.queryRunner!.connect()) as ClientBase;
  // Named, so that a connection parses and plans each of them once.
  const ask = async (name: string, text: string, values: unknown[]): Promise<unknown[]> =>
    (await client.query({ name, text, values })).rows;
  await ask("chain_lock", LOCK, [PATIENCE, CHAIN_LOCK]);
  const ids = group.map(({ record }) => record.id);
  // A statement of its own: what is read after the lock must see what its last holder has stored.
  const [end] = (await ask("chain_end", END, [ids])) as End[];
  const fresh = unknownOf(group, new Set(end!.known));
  if (fresh.length > 0) await ask("chain_append", INSERT, columnsOf(fresh, headOf(end!)));
}

/** From left to right: the patience holds for the lock already. */
const LOCK = `
  select set_config('lock_timeout', $1, true), set_config('statement_timeout', $1, true), pg_advisory_xact_lock($2)`;

interface End {
  readonly seq: string | null;
  readonly chain_hash: Buffer | null;
  readonly known: string[];
}

const END = `
  select h.seq, h.chain_hash, array(select id from chain_known where id = any($1::uuid[])) as known
  from (select) one left join chain_head h on true`;

const headOf = ({ seq, chain_hash: chainHash }: End): Link =>
  seq !== null && chainHash ? { seq: Number(seq), chainHash } : GENESIS;

/** Each id once, and only those the chain does not have. */
function unknownOf(group: readonly Sealed[], known: Set<string>): Sealed[] {
  return group.filter(({ record: { id } }) => !known.has(id) && known.add(id));
}

/**
 * One statement for the whole group, its people included. Lists within a record travel as text, and contents as bytes:
 * as text in an array every quote of them would be escaped, which costs more than hashing them.
 */
const INSERT = `
  with link as (
    insert into access_record (seq, id, at, content, salt, content_hash, chain_hash, viewer_id, organisation_id,
      granted, refused, emergency, facets)
    select l.seq, l.id, l.at, convert_from(l.content, 'UTF8'), l.salt, l.content_hash, l.chain_hash, l.viewer_id, l.organisation_id,
      l.granted, l.refused, l.emergency, string_to_array(l.facets, ' ')
    from unnest($1::bigint[], $2::uuid[], $3::timestamptz[], $4::bytea[], $5::bytea[], $6::bytea[], $7::bytea[],
      $8::uuid[], $9::uuid[], $10::boolean[], $11::boolean[], $12::boolean[], $13::text[])
      as l(seq, id, at, content, salt, content_hash, chain_hash, viewer_id, organisation_id, granted, refused, emergency,
        facets))
  insert into access_person (beneficiary_id, at, seq, viewer_id, organisation_id, granted, outside, hidden)
  select * from unnest($14::uuid[], $15::timestamptz[], $16::bigint[], $17::uuid[], $18::uuid[], $19::boolean[],
    $20::boolean[], $21::boolean[])`;

function columnsOf(fresh: readonly Sealed[], head: Link): unknown[][] {
  const columns = Array.from({ length: 21 }, (): unknown[] => []);
  let link = head;
  for (const { record, findings, content, salt, contentHash } of fresh) {
    link = nextLink(link, contentHash);
    const { id, at, viewer } = record;
    const { granted, refused, emergency, facets, people } = findings;
    const whole = [
      link.seq,
      id,
      at,
      Buffer.from(content),
      salt,
      contentHash,
      link.chainHash,
      viewer.id,
      viewer.organisationId,
    ];
    [...whole, granted, refused, emergency, facets.join(" ")].forEach((value, column) => columns[column]!.push(value));
    for (const person of people) {
      const row = [person.id, at, link.seq, viewer.id, viewer.organisationId];
      [...row, person.granted, person.outside, person.hidden].forEach((value, column) =>
        columns[13 + column]!.push(value),
      );
    }
  }
  return columns;
}

/** Class 53: no space, no memory. 25006: read-only. 57014 and 55P03: the patience above is over. */
function translated(error: unknown): unknown {
  const { code = "" } = error as { code?: string };
  if (code === "57014" || code === "55P03")
    return new Refusal("SERVICE_TIMEOUT", "The record was not written in time.");
  if (/^53|^25006$/.test(code)) return new Refusal("SERVICE_UNAVAILABLE", "The record cannot be written now.");
  return error;
}
