import { randomBytes } from "node:crypto";
import { Client, type ClientConfig, escapeIdentifier, escapeLiteral } from "pg";
import type { Calls } from "../gateway/calls/calls";
import { RECORDS_OWNER } from "../gateway/disclosure/sink";
import { databaseName, OWNERS } from "../gateway/embedded/owners";
import type { EmbeddedServer } from "../gateway/embedded/postgres/server";
import type { Databases } from "../gateway/embedded/subgraphs";
import { journeyView, NO_CONDITIONS, walledViews } from "../subgraphs/beneficiaries/data/walled.views";
import { NO_POLICY, walledViews as viewsOfFiles } from "../subgraphs/programmes/data/walled.views";
import { Reader } from "../subgraphs/kernel/database/reader";

const ROLE = "bench_unwalled";

/**
 * The same databases for a role that row-level security does not bind, to know what it costs. The role exists on the
 * bench's own server, with a password of this run.
 */
export async function openUnwalled(server: EmbeddedServer, databases: Databases): Promise<Databases> {
  const { host, port, superuser } = server;
  const password = randomBytes(24).toString("base64url");
  const client = new Client({ host, port, ...superuser, database: "postgres" });
  await client.connect();
  try {
    const { rowCount } = await client.query("select from pg_roles where rolname = $1", [ROLE]);
    await client.query(
      `${rowCount ? "alter" : "create"} role ${ROLE} login bypassrls password ${escapeLiteral(password)}`,
    );
    for (const { name } of OWNERS) {
      await client.query(`grant ${escapeIdentifier(`${databaseName(name)}_app`)} to ${ROLE}`);
    }
  } finally {
    await client.end();
  }
  for (const [owner, views] of Object.entries(VIEWS)) {
    await openViews({ host, port, ...superuser, database: databaseName(owner) }, views);
  }
  return new Map(
    Array.from(databases, ([name, database]) => {
      const url = Object.assign(new URL(database.url), { username: ROLE, password });
      return [name, { ...database, url: url.href }];
    }),
  );
}

const created = (views: Readonly<Record<string, string>>): string =>
  Object.entries(views)
    .map(([name, text]) => `drop view if exists unwalled.${name}; create view unwalled.${name} as ${text};`)
    .join("\n");

const OF_CENTRES = `
  create or replace view unwalled.wall_own as
    select id, worker_id, centre_id, registered_at, birth_date, search_name from public.beneficiary;
  create or replace view unwalled.wall_reached as
    select beneficiary_id, need_id from public.referral
    where sent_at is not null and (ended_at is null or ended_at > now() - interval '30 days');
  ${created({ ...walledViews(NO_CONDITIONS), wall_journey: journeyView(NO_CONDITIONS) })}
  create or replace view unwalled.wall_confidential as
    select beneficiary_id, agency_id, author_id from public.referral where confidential;`;

/** Statements also ask views that show nothing without a context: for this role there are others of that name. */
const VIEWS = { beneficiaries: OF_CENTRES, programmes: created(viewsOfFiles(NO_POLICY)) };

async function openViews(config: ClientConfig, views: string): Promise<void> {
  const client = new Client(config);
  await client.connect();
  try {
    await client.query(`create schema if not exists unwalled;
      ${views}
      grant usage on schema unwalled to ${ROLE};
      grant select on all tables in schema unwalled to ${ROLE};
      alter role ${ROLE} in database ${config.database} set search_path = unwalled, public`);
  } finally {
    await client.end();
  }
}

type ReadRows = (...asked: Parameters<Reader["rows"]>) => Promise<never[]>;

/** From here on this process sends its reads without a context, as plain statements. */
export function readWithoutContext(): void {
  const prototype = Reader.prototype as unknown as { rows: ReadRows };
  const original = prototype.rows;
  prototype.rows = function (this: Reader, query, values) {
    return original.call(this, query, values);
  };
}

/** The same calls, but what should be recorded is lost, and said to be kept. */
export const losingRecords =
  (call: Calls["call"]): Calls["call"] =>
  (request, ...rest) => {
    const isRecord = request.service === RECORDS_OWNER && request.operationName === "RecordAccess";
    if (!isRecord) return call(request, ...rest);
    const { records } = request.variables as { records: unknown[] };
    return Promise.resolve({ data: { recordAccess: records.length } });
  };
