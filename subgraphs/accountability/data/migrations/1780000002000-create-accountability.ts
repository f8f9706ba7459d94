import type { MigrationInterface, QueryRunner } from "typeorm";
import { GRANTED_PEOPLE, PURPOSE, ROLE, tearDown, VIEWER, wallOff } from "../../../kernel/database/wall";
import { RECORDER } from "../recorder.viewer";

/** The chain of access records and the people in them, INSERT-only for the application by privilege and by policy. */
export class CreateAccountability1780000002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(VIEWS);
    await runner.query("grant select, insert on access_record, access_person to accountability_app");
    await runner.query(wallOff({ app: APP, table: "access_record", read: `${OFFICER} or ${OF_GRANTED}`, ...RECORDED }));
    await runner.query(wallOff({ app: APP, table: "access_person", read: `${OFFICER} or ${GRANTED}`, ...RECORDED }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(tearDown("access_person"));
    await runner.query(tearDown("access_record"));
    await runner.query("drop view chain_head, chain_known");
    await runner.query("drop table access_person, access_record");
  }
}

const APP = "accountability_app";

const TABLES = `
  create table access_record (
    seq bigint constraint access_record_pkey primary key,
    id uuid not null,
    at timestamptz not null,
    content text,
    salt bytea,
    content_hash bytea not null,
    chain_hash bytea not null,
    viewer_id uuid,
    organisation_id uuid,
    granted boolean not null,
    refused boolean not null,
    emergency boolean not null,
    facets text[] not null,
    constraint access_record_once unique (id),
    constraint access_record_hashes check (length(content_hash) = 32 and length(chain_hash) = 32),
    constraint access_record_emptied check ((content is null) = (salt is null))
  );
  create index access_record_period on access_record (at, seq);
  create index access_record_viewer on access_record (viewer_id, at, seq);
  create index access_record_organisation on access_record (organisation_id, at, seq);
  create index access_record_emergency on access_record (at, seq) where emergency;
  create table access_person (
    beneficiary_id uuid not null,
    at timestamptz not null,
    seq bigint not null,
    viewer_id uuid not null,
    organisation_id uuid,
    granted boolean not null,
    outside boolean not null,
    hidden boolean not null,
    constraint access_person_pkey primary key (beneficiary_id, at, seq)
  );
  create index access_person_at on access_person using brin (at) with (pages_per_range = 16)`;

/**
 * What the recorder must know of records it may not read: where the chain ends, and which ids it has. A view looks with
 * its owner's eyes; there is nothing of a person in it.
 */
const VIEWS = `
  create view chain_head as select seq, chain_hash from access_record order by seq desc limit 1;
  create view chain_known as select id from access_record;
  grant select on chain_head, chain_known to ${APP}`;

const OFFICER = `(${ROLE} = 'DPO' and ${PURPOSE} = 'OVERSIGHT')`;
const GRANTED = `beneficiary_id = any (${GRANTED_PEOPLE})`;
const OF_GRANTED = `exists (select from access_person p
  where p.${GRANTED} and p.at = access_record.at and p.seq = access_record.seq)`;

/** Only what the recorder writes is written, and it is never changed. */
const RECORDED = { write: `${VIEWER} = '${RECORDER.id}'`, appends: true } as const;
