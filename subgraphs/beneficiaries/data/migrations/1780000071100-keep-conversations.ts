import type { MigrationInterface, QueryRunner } from "typeorm";
import { KEEPER, ROLE, tearDown, VIEWER, wallOff, type Wall } from "../../../kernel/database/wall";
import { extendLeaving, shortenLeaving } from "../../../kernel/retention/leaving";
import { LEAVING_WITH_MESSAGES, LEAVING_WITH_OUTBOX } from "../keeping";

/** What sender and agency write about a referral, and the documents that go with it. */
export class KeepConversations1780000071100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    for (const wall of WALLS) await runner.query(wallOff({ app: APP, ...wall }));
    await runner.query(extendLeaving(LEAVING_WITH_OUTBOX, LEAVING_WITH_MESSAGES));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(shortenLeaving(LEAVING_WITH_OUTBOX, LEAVING_WITH_MESSAGES));
    for (const { table } of [...WALLS].reverse()) await runner.query(tearDown(table));
    await runner.query("drop table document_part, document, message");
  }
}

const APP = "beneficiaries_app";

const TABLES = `
  create table message (
    beneficiary_id uuid not null,
    id uuid not null,
    referral_id uuid not null,
    conversation_id uuid not null,
    author_id uuid not null,
    author_organisation_id uuid not null,
    text_sealed bytea not null,
    at timestamptz not null,
    constraint message_pkey primary key (beneficiary_id, id),
    constraint message_referral foreign key (beneficiary_id, referral_id) references referral
  );
  create index message_conversation on message (conversation_id, at, id);
  create index message_id on message (id);
  create index message_person on message (beneficiary_id, at, id);
  create table document (
    beneficiary_id uuid not null,
    id uuid not null,
    referral_id uuid not null,
    message_id uuid,
    confidentiality text not null,
    name_sealed bytea not null,
    media_type text not null,
    size integer not null,
    uploaded_by uuid not null,
    uploaded_by_organisation_id uuid not null,
    uploaded_at timestamptz not null,
    constraint document_pkey primary key (beneficiary_id, id),
    constraint document_of_referral foreign key (beneficiary_id, referral_id) references referral,
    constraint document_of_message foreign key (beneficiary_id, message_id) references message,
    constraint document_confidentiality check (confidentiality in ('NORMAL', 'RESTRICTED')),
    constraint document_size check (size between 1 and 10485760)
  );
  create index document_id on document (id);
  create index document_referral on document (beneficiary_id, referral_id);
  create index document_message on document (beneficiary_id, message_id) where message_id is not null;
  create table document_part (
    beneficiary_id uuid not null,
    document_id uuid not null,
    number integer not null,
    referral_id uuid not null,
    sealed bytea not null,
    constraint document_part_pkey primary key (beneficiary_id, document_id, number),
    constraint document_part_of foreign key (beneficiary_id, document_id) references document
  );
  alter table document_part alter column sealed set storage external;
  grant select, insert on message, document, document_part to ${APP};
  grant update (message_id) on document to ${APP}`;

/** Seen by whoever sees the referral; and nobody is granted others' messages with others' referrals. */
const ofReferral = (table: string, and = ""): string => `exists (select from referral r
  where r.beneficiary_id = ${table}.beneficiary_id and r.id = ${table}.referral_id ${and})`;

/** A restricted one: by the referral's author, the person's supervisor, the agency, and the officer for the person. */
const RESTRICTED = `and (document.confidentiality = 'NORMAL' or r.agency_id = ${KEEPER} or r.author_id = ${VIEWER}
  or document.uploaded_by = ${VIEWER} or ${ROLE} = 'DPO'
  or exists (select from wall_own o where o.id = r.beneficiary_id and o.worker_id = ${VIEWER}))`;
const OWN = `uploaded_by = ${VIEWER}`;

const OF_DOCUMENT = `exists (select from document d
  where d.beneficiary_id = document_part.beneficiary_id and d.id = document_part.document_id)`;

const WALLS: readonly Omit<Wall, "app">[] = [
  {
    table: "message",
    read: ofReferral("message"),
    write: `author_id = ${VIEWER} and ${ofReferral("message")}`,
    appends: true,
  },
  {
    table: "document",
    read: `(message_id is not null or ${OWN}) and ${ofReferral("document", RESTRICTED)}`,
    write: `${OWN} and ${ofReferral("document")}`,
  },
  { table: "document_part", read: OF_DOCUMENT, appends: true },
];
