import type { MigrationInterface, QueryRunner } from "typeorm";

/** An event is kept this long after the last of those who wanted it has taken it, or a person has dropped it. */
const TOLD_DAYS = 90;
/**
 * What was taken is remembered this long, which is how an event that comes twice has its effect once: longer than any
 * publisher still has it to send.
 */
const TAKEN_DAYS = 400;

/**
 * Every owner's events leave when everybody has them: the rows name people. What is not delivered yet, or was given up
 * and waits for somebody to look, stays however old it is. For owners without an outbox or inbox it does nothing; one
 * that gets them later needs nothing else.
 */
export class ForgetEvents1780000026200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(DUE);
    await runner.query(FORGET);
    await runner.query(GRANTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop function forget_events(integer); drop function events_due()");
  }
}

const older = (column: string, days: number): string => `${column} < now() - interval '${days} days'`;

/** Each table with which of its rows `t` are past their time. */
const TABLES: readonly (readonly [table: string, due: string])[] = [
  [
    "outbox",
    `${older("t.occurred_at", TOLD_DAYS)} and not exists (select from outbox_delivery d where d.event_id = t.id
       and (d.state not in ('TAKEN', 'DROPPED') or not ${older("d.settled_at", TOLD_DAYS)}))`,
  ],
  ["inbox", older("t.at", TAKEN_DAYS)],
  ["inbox_refusal", older("t.at", TAKEN_DAYS)],
];

/** plpgsql plans a statement when it is reached: one about a table that is not there is never reached. */
const forEach = (work: (table: string, due: string) => string): string =>
  TABLES.map(([table, due]) => `if to_regclass('${table}') is not null then ${work(table, due)} end if;`).join(
    "\n    ",
  );

const DUE = `
  create function events_due() returns table (table_name text, category text, rows bigint)
    language plpgsql stable security definer set search_path = public, pg_temp as $$
  begin
    ${forEach((table, due) => `return query select '${table}', 'REFERRAL', count(*) from ${table} t where ${due};`)}
  end $$`;

/** At most so many rows of each table in one call. */
const FORGET = `
  create function forget_events(most integer) returns table (table_name text, category text, rows bigint)
    language plpgsql security definer set search_path = public, pg_temp as $$
  declare leaving tid[];
  begin
    perform pg_advisory_xact_lock(4155002);
    ${forEach(
      (table, due) => `
      leaving := array(select t.ctid from ${table} t where ${due} limit most for update skip locked);
      ${table === "outbox" ? "delete from outbox_delivery d using outbox t where d.event_id = t.id and t.ctid = any (leaving);" : ""}
      return query with gone as (delete from ${table} t where t.ctid = any (leaving) returning 1)
        select '${table}', 'REFERRAL', count(*) from gone;`,
    )}
  end $$`;

const GRANTS = `
  revoke all on function events_due(), forget_events(integer) from public;
  do $$ declare app text := regexp_replace(current_user, '_owner$', '_app'); begin
    execute format('grant execute on function events_due(), forget_events(integer) to %I', app);
  end $$`;
