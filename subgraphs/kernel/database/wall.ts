import type { Actor } from "../viewer";

/**
 * Whose rows of others a statement may touch beyond those of the viewer's own organisation: decided by the service for
 * this very call, and gone with its transaction. Nobody, unless it says so.
 */
export interface Granted {
  /** People whose decision is ALL: also what other organisations recorded. */
  readonly people: readonly string[];
  /** Those of them whose rows of confidential services are shown too. */
  readonly confided?: readonly string[];
}

/** Named, so that a connection parses it once. The last argument ends each setting with its transaction. */
export const SET_CONTEXT = {
  name: "wall_context",
  text: `select set_config('app.viewer', $1, true), set_config('app.organisation', $2, true),
    set_config('app.role', $3, true), set_config('app.purpose', $4, true),
    set_config('app.granted_people', $5, true), set_config('app.confided_people', $6, true)`,
};

/** The values of {@link SET_CONTEXT}: what row-level security knows of a call. */
export const contextOf = (viewer: Actor, granted?: Granted): string[] => [
  viewer.id,
  viewer.organisationId ?? "",
  viewer.role,
  viewer.purpose,
  listOf(granted?.people),
  listOf(granted?.confided),
];

const listOf = (people: readonly string[] = []): string => (people.length > 0 ? `{${people.join(",")}}` : "");

/** A subselect is asked once per statement, a bare function once per row. After its transaction a setting is ''. */
const setting = (name: string, type: string): string =>
  `(select nullif(current_setting('app.${name}', true), '')::${type})`;

/** The context inside a policy. Null where nobody set it, and nothing equals null. */
export const VIEWER = setting("viewer", "uuid");
export const ORGANISATION = setting("organisation", "uuid");
export const ROLE = setting("role", "text");
export const PURPOSE = setting("purpose", "text");
/**
 * The organisation whose own records the viewer keeps: theirs, for a worker or system of an agency who is there to
 * help (rule 2); nobody's for another role or purpose, whatever organisation their token names.
 */
export const KEEPER = `(select nullif(current_setting('app.organisation', true), '')::uuid
  where current_setting('app.role', true) in ('AGENCY_WORKER', 'AGENCY_HEAD', 'SERVICE')
    and current_setting('app.purpose', true) = 'CARE')`;
/** The centre whose people the viewer sees: theirs, for those who work there, to help and to supervise (rule 1). */
export const CENTRE = `(select nullif(current_setting('app.organisation', true), '')::uuid
  where current_setting('app.role', true) in ('CASEWORKER', 'CENTRE_HEAD')
    and current_setting('app.purpose', true) in ('CARE', 'OVERSIGHT'))`;
export const GRANTED_PEOPLE = `(${setting("granted_people", "uuid[]")})::uuid[]`;
export const CONFIDED_PEOPLE = `(${setting("confided_people", "uuid[]")})::uuid[]`;

const here = (name: string, type: string): string => `nullif(current_setting('app.${name}', true), '')::${type}`;

/**
 * The same asked in the place it stands, so once per row. A subselect is a plan of its own that every execution sets up:
 * for a view that reads a few rows by their key this is the cheaper way, for one that is searched the dearer.
 */
export const HERE = {
  viewer: here("viewer", "uuid"),
  organisation: here("organisation", "uuid"),
  granted: here("granted_people", "uuid[]"),
  confided: here("confided_people", "uuid[]"),
  keeper: `case when current_setting('app.role', true) in ('AGENCY_WORKER', 'AGENCY_HEAD', 'SERVICE')
    and current_setting('app.purpose', true) = 'CARE' then ${here("organisation", "uuid")} end`,
  centre: `case when current_setting('app.role', true) in ('CASEWORKER', 'CENTRE_HEAD')
    and current_setting('app.purpose', true) in ('CARE', 'OVERSIGHT') then ${here("organisation", "uuid")} end`,
} as const;

export interface Wall {
  /** The application's role: the wall stands for it, and it owns nothing and bypasses nothing. */
  readonly app: string;
  readonly table: string;
  /** Which rows it may read. */
  readonly read: string;
  /** Which rows it may add or change, and into what; what it may read if not given. */
  readonly write?: string;
  /** Which of them it may change, where that is fewer or more than it may add. */
  readonly change?: string;
  /** It may also remove what it may write. No table of persons says so. */
  readonly removes?: true;
  /** It may add, and never change what is there. */
  readonly appends?: true;
}

/**
 * Row-level security of one table, for a migration. FORCE binds the owner too; the owner, who migrates and imports and
 * serves nobody, has a policy of its own instead of a right to bypass.
 */
export function wallOff({ app, table, read, write = read, change = write, removes, appends }: Wall): string {
  return `
  alter table ${table} enable row level security;
  alter table ${table} force row level security;
  create policy keeping on ${table} to current_user using (true) with check (true);
  create policy reading on ${table} for select to ${app} using (${read});
  create policy adding on ${table} for insert to ${app} with check (${write});
  ${appends ? "" : `create policy changing on ${table} for update to ${app} using (${change}) with check (${change});`}
  ${removes ? `create policy removing on ${table} for delete to ${app} using (${write});` : ""}`;
}

/** Other conditions for a wall that stands, for a later migration. */
export const rewall = ({ table, read, write = read, change = write, appends }: Omit<Wall, "app">): string => `
  alter policy reading on ${table} using (${read});
  alter policy adding on ${table} with check (${write});
  ${appends ? "" : `alter policy changing on ${table} using (${change}) with check (${change});`}`;

/** The reverse, for the way back. */
export const tearDown = (table: string, removes = false): string => `
  drop policy keeping on ${table};
  drop policy reading on ${table};
  drop policy adding on ${table};
  drop policy if exists changing on ${table};
  ${removes ? `drop policy removing on ${table};` : ""}
  alter table ${table} no force row level security;
  alter table ${table} disable row level security;`;

/** Keys of mutations belong to whoever made them. */
export const idempotencyWall = (app: string): Wall => ({
  app,
  table: "idempotency",
  read: `viewer_id = ${VIEWER}`,
  removes: true,
});
