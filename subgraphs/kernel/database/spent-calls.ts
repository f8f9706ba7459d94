import type { MigrationInterface, QueryRunner } from "typeorm";
import type { Database } from "./database";
import { statement } from "./statement";

/**
 * Calls that changed something and must not be carried out again, in every owner's database: one token opens one
 * mutation once, whichever instance it reaches and whatever was restarted. It names no person and no viewer.
 */
export class CreateSpentCalls1780000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table spent_call (
        token uuid constraint spent_call_pkey primary key,
        until timestamptz not null
      );
      create index spent_call_until on spent_call (until);
      do $$ begin
        execute format('grant select, insert, update, delete on spent_call to %I',
          regexp_replace(current_user, '_owner$', '_app'));
      end $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop table spent_call");
  }
}

/** A few of those whose token has expired go with each that comes, so the table stays as small as a minute's calls. */
const SPEND = statement<{ token: string }>(
  "spend_call",
  `with gone as (delete from spent_call where token in
     (select token from spent_call where until < now() limit 20 for update skip locked))
   insert into spent_call (token, until) values ($1, to_timestamp($2)) on conflict do nothing returning token`,
);

/**
 * Whether a call may be carried out: true the first time a token is spent, false ever after. `expires` is the second
 * after which the token opens nothing anyway. Rejects when the database cannot say, and then nothing may be done.
 */
export async function spendCall(database: Database, token: string, expires: number): Promise<boolean> {
  return (await database.publicRows(SPEND, [token, expires])).length === 1;
}
