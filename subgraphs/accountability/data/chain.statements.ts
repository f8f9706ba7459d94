import { statement } from "../../kernel/database/statement";
import type { Step } from "../../kernel/database/walled-query";
import { nextLink, type Link } from "../domain/chain.rules";
import type { FoundPerson } from "../domain/findings.rules";
import type { SealedRecord } from "../domain/sealed-record";
import { BIGINT, binaryArray, BOOLEAN, BYTEA, TEXT, TIMESTAMPTZ, UTF8, UUID, type ElementType } from "./binary-array";

/** Any fixed number: whoever extends the chain of this database holds it, in whichever process. */
export const CHAIN_LOCK = 4_155_007;

/** A group that cannot be stored within this time fails, so that those who wait can be told. */
const PATIENCE = "2s";

/** The turn to extend the chain, until the transaction ends. From left to right: the patience holds for the lock already. */
export const TAKE_TURN: Step = {
  name: "chain_turn",
  text: "select set_config('lock_timeout', $1, true), set_config('statement_timeout', $1, true), pg_advisory_xact_lock($2)",
  values: [PATIENCE, String(CHAIN_LOCK)],
};

export interface End {
  readonly seq: number | null;
  readonly chainHash: Buffer | null;
  /** Which of the ids asked about are in the chain. */
  readonly known: string[];
}

/** A statement of its own: what is read after the turn was taken sees what its last holder has stored. */
export const FIND_END = statement<End>(
  "chain_end",
  `select h.seq::float8, h.chain_hash as "chainHash", array(select id from chain_known where id = any($1::uuid[])) as known
  from (select) one left join chain_head h on true`,
);

/**
 * The whole group in one statement, its people included, or nothing at all if the chain does not end where `$1` and `$2`
 * say. Lists within a record travel as text.
 */
export const APPEND = statement<{ appended: boolean }>(
  "chain_append",
  `with here as materialized (
    select from (select) one left join chain_head h on true
    where (coalesce(h.seq, 0), coalesce(h.chain_hash, $2)) = ($1::bigint, $2::bytea)),
  link as (
    insert into access_record (seq, id, at, content, salt, content_hash, chain_hash, viewer_id, organisation_id,
      granted, refused, emergency, facets)
    select l.seq, l.id, l.at, l.content, l.salt, l.content_hash, l.chain_hash, l.viewer_id, l.organisation_id,
      l.granted, l.refused, l.emergency, string_to_array(l.facets, ' ')
    from here, unnest($3::bigint[], $4::uuid[], $5::timestamptz[], $6::text[], $7::bytea[], $8::bytea[], $9::bytea[],
      $10::uuid[], $11::uuid[], $12::boolean[], $13::boolean[], $14::boolean[], $15::text[])
      as l(seq, id, at, content, salt, content_hash, chain_hash, viewer_id, organisation_id, granted, refused, emergency,
        facets)),
  person as (
    insert into access_person (beneficiary_id, at, seq, viewer_id, organisation_id, granted, outside, hidden)
    select p.* from here, unnest($16::uuid[], $17::timestamptz[], $18::bigint[], $19::uuid[], $20::uuid[],
      $21::boolean[], $22::boolean[], $23::boolean[]) as p)
  select count(*) > 0 as appended from here`,
);

/** A group with its places in the chain. */
export interface Extension {
  /** Where the chain stands afterwards. */
  readonly end: Link;
  /** Of {@link APPEND}. */
  readonly values: readonly unknown[];
}

/** Chains `group` to `after`. */
export function extend(after: Link, group: readonly SealedRecord[]): Extension {
  let end = after;
  const links = group.map(({ contentHash }) => (end = nextLink(end, contentHash)));
  const ofLinks = <T>(type: ElementType<T>, pick: (link: Link) => T) => binaryArray(type, links.map(pick));
  const ofRecords = <T>(type: ElementType<T>, pick: (sealed: SealedRecord) => T | null) =>
    binaryArray(type, group.map(pick));
  const ofPeople = <T>(type: ElementType<T>, pick: PickOfPerson<T>) => binaryArray(type, perPerson(group, links, pick));
  const values = [
    ...[after.seq, after.chainHash],
    ofLinks(BIGINT, ({ seq }) => seq),
    ofRecords(UUID, ({ record }) => record.id),
    ofRecords(TIMESTAMPTZ, ({ record }) => record.at),
    ofRecords(UTF8, ({ content }) => content),
    ofRecords(BYTEA, ({ salt }) => salt),
    ofRecords(BYTEA, ({ contentHash }) => contentHash),
    ofLinks(BYTEA, ({ chainHash }) => chainHash),
    ofRecords(UUID, ({ record }) => record.viewer.id),
    ofRecords(UUID, ({ record }) => record.viewer.organisationId),
    ofRecords(BOOLEAN, ({ findings }) => findings.granted),
    ofRecords(BOOLEAN, ({ findings }) => findings.refused),
    ofRecords(BOOLEAN, ({ findings }) => findings.emergency),
    ofRecords(TEXT, ({ findings }) => findings.facets.join(" ")),
    ofPeople(UUID, (_, { id }) => id),
    ofPeople(TIMESTAMPTZ, ({ record }) => record.at),
    ofPeople(BIGINT, (_, __, { seq }) => seq),
    ofPeople(UUID, ({ record }) => record.viewer.id),
    ofPeople(UUID, ({ record }) => record.viewer.organisationId),
    ofPeople(BOOLEAN, (_, { granted }) => granted),
    ofPeople(BOOLEAN, (_, { outside }) => outside),
    ofPeople(BOOLEAN, (_, { hidden }) => hidden),
  ];
  return { end, values };
}

type PickOfPerson<T> = (sealed: SealedRecord, person: FoundPerson, link: Link) => T | null;

function perPerson<T>(group: readonly SealedRecord[], links: readonly Link[], pick: PickOfPerson<T>): (T | null)[] {
  const column: (T | null)[] = [];
  for (const [at, sealed] of group.entries()) {
    for (const person of sealed.findings.people) column.push(pick(sealed, person, links[at]!));
  }
  return column;
}
