interface Leased {
  /** The application's role. */
  readonly app: string;
  /** The table of leases, with `held`, `status` and `organisation_id`. */
  readonly table: string;
  /** Its column of whatever has a list of its own. */
  readonly place: string;
}

/**
 * What is held ends by itself: every question asks whether `held` contains this moment. This says so in the row too, once,
 * for those who follow what comes free: `lapse_leases` marks what ran out, and answers where, with ids and no person.
 */
export const lapseLeases = ({ app, table, place }: Leased): string => `
  alter table ${table} drop constraint ${table}_status,
    add constraint ${table}_status check (status in ('HELD','ADMITTED','RELEASED','LAPSED'));
  create index ${table}_open on ${table} (upper(held)) where status = 'HELD';
  create function lapse_leases() returns table (place_id uuid, organisation_id uuid) language sql security definer
    set search_path = pg_catalog, public begin atomic
    update ${table} set status = 'LAPSED' where status = 'HELD' and upper(held) <= clock_timestamp()
      returning ${place}, organisation_id;
  end;
  revoke all on function lapse_leases from public;
  grant execute on function lapse_leases to ${app};`;

export const lapseNoMore = ({ table }: Pick<Leased, "table">): string => `
  drop function lapse_leases();
  drop index ${table}_open;
  update ${table} set status = 'RELEASED' where status = 'LAPSED';
  alter table ${table} drop constraint ${table}_status,
    add constraint ${table}_status check (status in ('HELD','ADMITTED','RELEASED'));`;
