import type { Category } from "../policy/vocabulary";
import { PURPOSE, ROLE, wallOff } from "../database/wall";

/** How long the rows of one table of persons are kept, and what becomes of them when the person is erased. */
export interface Keeping {
  readonly table: string;
  readonly category: Category;
  /** SQL over the row `t`: when its period begins. Null while it has not begun, and then it never ends by itself. */
  readonly from: string;
  /** For people: which event that is. */
  readonly event: string;
  readonly months: number;
  /** The law. Where none sets a period it is the controller who does, under GDPR art. 5(1)(e). */
  readonly ground: string;
  /** SQL over `t`: the law demands that it is kept for the whole period, also when the person asks to be erased. */
  readonly mustKeep?: string;
  /** SQL over `t`: the service is being given right now; it is kept until that ends. */
  readonly inUse?: string;
  /** SQL over `t`: a confidential service made it. It leaves or stays like the others, and is never counted. */
  readonly hidden?: string;
  /** SQL over `t`: others still rest on it. */
  readonly neededBy?: string;
  /** What remains without any person: an SQL statement over the rows `t` that are about to go. */
  readonly remember?: (going: string) => string;
  /** Rows that are part of it and go with it: a table and its join to `t`. */
  readonly parts?: readonly { readonly table: string; readonly on: string }[];
}

export interface Owner {
  /** The application's role. */
  readonly app: string;
  readonly keeps: readonly Keeping[];
  /** plpgsql run before the rows of a person are erased; the person is `leaving`. */
  readonly before?: string;
  /** plpgsql run after they are. */
  readonly after?: string;
}

/**
 * The tables and functions of one owner by which people leave, for a migration.
 *
 * The application may delete no row of a person, and still may not: it may ask one of two functions that belong to the
 * owner role and do one narrow thing each. `erase_person` removes what is kept of one person, for the officer only, and
 * what the law demands stays; `apply_retention` removes rows that are past the periods in `retention_rule`, which the
 * application can read and not change. Neither takes a condition from outside.
 */
export const createLeaving = (owner: Owner): string => `
  ${RULES}
  insert into retention_rule (table_name, category, months, at_least, event, ground) values
    ${owner.keeps.map(toRule).join(",\n    ")};
  ${ERASED}
  ${wallOff({ app: owner.app, table: "erased_person", read: OFFICER })}
  ${eraseFunction(owner)}
  ${dueFunction(owner)}
  ${applyFunction(owner)}
  ${owner.keeps.map(({ table }) => forgets(owner.app, table)).join("\n")}
  grant select on retention_rule, wall_erased, erased_person to ${owner.app};
  revoke all on function erase_person, retention_due, apply_retention from public;
  grant execute on function erase_person, retention_due, apply_retention to ${owner.app};`;

/**
 * Further tables for an owner whose people leave already, for a later migration: `after` has the keeps of `before` and
 * more. The functions are replaced, so what they may and who may call them stays as it was.
 */
export const extendLeaving = (before: Owner, after: Owner): string => {
  const added = addedBy(before, after);
  const rules = `insert into retention_rule (table_name, category, months, at_least, event, ground) values
    ${added.map(toRule).join(",\n    ")};`;
  return `
  ${added.length > 0 ? rules : ""}
  ${eraseFunction(after)}
  ${dueFunction(after)}
  ${applyFunction(after)}
  ${added.map(({ table }) => forgets(after.app, table)).join("\n")}`;
};

/** The reverse, before the tables go. */
export const shortenLeaving = (before: Owner, after: Owner): string => {
  const added = addedBy(before, after);
  return `
  ${added.map(({ table }) => `drop policy forgotten on ${table};`).join("\n")}
  ${eraseFunction(before)}
  ${dueFunction(before)}
  ${applyFunction(before)}
  delete from retention_rule where table_name = any (array[${added.map(({ table }) => quoted(table)).join(", ")}]::text[]);`;
};

const addedBy = (before: Owner, after: Owner): readonly Keeping[] =>
  after.keeps.filter(({ table }) => before.keeps.every((known) => known.table !== table));

export const dropLeaving = ({ keeps }: Owner): string => `
  ${keeps.map(({ table }) => `drop policy forgotten on ${table};`).join("\n")}
  drop function apply_retention(integer);
  drop function retention_due();
  drop function erase_person(uuid, uuid);
  drop view wall_erased;
  drop table erased_person, retention_rule;`;

const OFFICER = `${ROLE} = 'DPO' and ${PURPOSE} = 'OVERSIGHT'`;

/** Who may set a longer period: the owner role, on the controller's word. A shorter one than the law's nobody. */
const RULES = `
  create table retention_rule (
    table_name text constraint retention_rule_pkey primary key,
    category text not null,
    months integer not null,
    at_least integer not null,
    event text not null,
    ground text not null,
    constraint retention_rule_months check (months >= at_least and months > 0)
  );`;

/**
 * Who was erased here, by an id that leads nowhere: so that nothing is written of them again, and that an erasure which
 * is asked for twice, because its answer was lost, answers with what the first did.
 */
const ERASED = `
  create table erased_person (
    beneficiary_id uuid constraint erased_person_pkey primary key,
    request_id uuid not null,
    at timestamptz not null,
    counts jsonb not null default '{}'
  );
  create view wall_erased as select beneficiary_id from erased_person;`;

/** A row of somebody who was erased, written late by a worker or a queue, is refused by the database itself. */
const forgets = (app: string, table: string): string => `
  create policy forgotten on ${table} as restrictive for insert to ${app} with check
    (not exists (select from wall_erased e where e.beneficiary_id = ${table}.${personOf(table)}));`;

const personOf = (table: string): string => (table === "beneficiary" ? "id" : "beneficiary_id");

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const toRule = ({ table, category, months, mustKeep, event, ground }: Keeping): string =>
  `(${quoted(table)}, ${quoted(category)}, ${months}, ${mustKeep ? months : 0}, ${quoted(event)}, ${quoted(ground)})`;

const monthsOf = (table: string): string =>
  `make_interval(months => (select months from retention_rule where table_name = '${table}'))`;

const endOf = ({ table, from }: Keeping): string => `((${from})::timestamptz + ${monthsOf(table)})`;

const never = (condition: string | undefined): string => (condition ? `coalesce((${condition}), false)` : "false");

/** Kept in spite of the person's wish: by law until its period ends, or because it is in use. */
const held = (keeping: Keeping): string =>
  `(${never(keeping.inUse)} or ${never(keeping.neededBy)} or (${never(keeping.mustKeep)} and coalesce(${endOf(keeping)} > now(), true)))`;

const due = (keeping: Keeping): string =>
  `(${endOf(keeping)} <= now() and not ${never(keeping.inUse)} and not ${never(keeping.neededBy)})`;

const letParts = ({ table, parts = [], remember }: Keeping, going: string): string =>
  [
    ...(remember ? [`${remember(going)};`] : []),
    ...parts.map((part) => `delete from ${part.table} p using ${table} t where ${part.on} and ${going};`),
  ].join("\n    ");

function eraseFunction({ keeps, before = "", after = "" }: Owner): string {
  return `
  create or replace function erase_person(leaving uuid, request uuid)
    returns table (table_name text, category text, erased integer, kept integer, reason text, until date)
    language plpgsql security definer set search_path = public, pg_temp as $$
  #variable_conflict use_column
  declare went integer;
  begin
    if not coalesce(${OFFICER}, false) then
      raise exception 'only the officer erases a person' using errcode = 'insufficient_privilege';
    end if;
    insert into erased_person (beneficiary_id, request_id, at) values (leaving, request, now()) on conflict do nothing;
    ${before}
    ${keeps.map(eraseRows).join("\n    ")}
    ${after}
  end $$;`;
}

function eraseRows(keeping: Keeping): string {
  const { table, category } = keeping;
  const theirs = `t.${personOf(table)} = leaving and not ${held(keeping)}`;
  const remaining = `t.${personOf(table)} = leaving and not ${never(keeping.hidden)}`;
  const before = `coalesce((counts->>'${table}')::integer, 0)`;
  return `${letParts(keeping, theirs)}
    with gone as (delete from ${table} t where ${theirs} returning ${never(keeping.hidden)} as hidden)
      select count(*) filter (where not hidden) into went from gone;
    update erased_person set counts = counts || jsonb_build_object('${table}', ${before} + went)
      where beneficiary_id = leaving;
    return query with stay as (
        select ${never(keeping.inUse)} as used, ${endOf(keeping)} as ends from ${table} t
        where ${remaining} and ${held(keeping)})
      select ${quoted(table)}::text, ${quoted(category)}::text,
        (select ${before} from erased_person where beneficiary_id = leaving),
        (select count(*)::integer from stay),
        (select case when bool_or(used) then 'IN_USE' when count(*) > 0 then 'LEGAL_OBLIGATION' end from stay),
        (select case when bool_or(used) then null else max(ends)::date end from stay);`;
}

const dueFunction = ({ keeps }: Owner): string => `
  create or replace function retention_due() returns table (table_name text, category text, rows bigint)
    language sql stable security definer set search_path = public, pg_temp as $$
    ${keeps
      .map(
        (keeping) => `select ${quoted(keeping.table)}, ${quoted(keeping.category)},
      (select count(*) from ${keeping.table} t where ${due(keeping)})`,
      )
      .join("\n    union all ")}
  $$;`;

/** At most so many rows of each table in one call: a job calls until nothing is left, and blocks nobody. */
const applyFunction = ({ keeps }: Owner): string => `
  create or replace function apply_retention(most integer) returns table (table_name text, category text, rows bigint)
    language plpgsql security definer set search_path = public, pg_temp as $$
  #variable_conflict use_column
  declare leaving tid[];
  begin
    perform pg_advisory_xact_lock(4155002);
    ${keeps
      .map(
        (
          keeping,
        ) => `leaving := array(select t.ctid from ${keeping.table} t where ${due(keeping)} limit most for update);
    ${letParts(keeping, "t.ctid = any (leaving)")}
    return query with gone as (delete from ${keeping.table} t where t.ctid = any (leaving) returning 1)
      select ${quoted(keeping.table)}::text, ${quoted(keeping.category)}::text, count(*) from gone;`,
      )
      .join("\n    ")}
  end $$;`;

/** plpgsql for an owner that publishes, run before the rows of a person are erased: nothing is told of them any more. */
export const FORGET_EVENTS = `
    delete from outbox_delivery where beneficiary_id = leaving;
    delete from outbox where beneficiary_id = leaving;`;
