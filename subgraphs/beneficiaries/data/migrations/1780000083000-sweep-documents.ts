import type { MigrationInterface, QueryRunner } from "typeorm";

const APP = "beneficiaries_app";

/**
 * Documents that were stored and went with no message leave after a day, with their contents. The application may delete
 * no document and still may not: it may ask for this one thing. A message that takes a document along at the same moment
 * holds its row, and then it stays.
 */
export class SweepDocuments1780000083000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index document_loose on document (uploaded_at) where message_id is null;
      create function sweep_documents(most integer) returns bigint
        language plpgsql security definer set search_path = public, pg_temp as $$
      declare loose uuid[]; went bigint;
      begin
        loose := array(select id from document
          where message_id is null and uploaded_at < now() - interval '24 hours'
          order by uploaded_at limit most for update skip locked);
        delete from document_part p using document d
          where d.id = any (loose) and p.beneficiary_id = d.beneficiary_id and p.document_id = d.id;
        delete from document where id = any (loose);
        get diagnostics went = row_count;
        return went;
      end $$;
      revoke all on function sweep_documents from public;
      grant execute on function sweep_documents to ${APP}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop function sweep_documents; drop index document_loose");
  }
}
