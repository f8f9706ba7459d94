import type { MigrationInterface, QueryRunner } from "typeorm";
import {
  GRANTED_PEOPLE,
  idempotencyWall,
  ORGANISATION,
  tearDown,
  VIEWER,
  wallOff,
  type Wall,
} from "../../../kernel/database/wall";

/** Row-level security: the rules of PRIVACY that hold even where a statement forgets to ask for them. */
export class WallRows1780000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(REACH);
    for (const wall of WALLS) await runner.query(wallOff({ app: APP, ...wall }));
    await runner.query(wallOff(idempotencyWall(APP)));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(tearDown("idempotency", true));
    for (const { table } of [...WALLS].reverse()) await runner.query(tearDown(table));
    await runner.query("drop view wall_household, wall_confidential, wall_reached, wall_own");
  }
}

const APP = "beneficiaries_app";

/**
 * Who is in reach of the organisation that asks. The policies of people look at referrals and those of referrals at
 * people; asked directly that is an endless circle. A view looks with its owner's eyes, and is planned into the
 * statement like a table, which a function would not be. Each of them shows nothing without a context.
 *
 * The search for a name goes through the first one as well: behind a policy PostgreSQL trusts only comparisons that
 * are marked leakproof with an index, and LIKE is not.
 */
const REACH = `
  create view wall_own as
    select id, worker_id, centre_id, registered_at, birth_date, search_name from beneficiary where centre_id = ${ORGANISATION};
  create view wall_reached as
    select beneficiary_id, need_id from referral
    where agency_id = ${ORGANISATION} and sent_at is not null
      and (ended_at is null or ended_at > now() - interval '30 days');
  create view wall_confidential as
    select beneficiary_id, agency_id, author_id from referral r
    where confidential and exists (select from beneficiary b where b.id = r.beneficiary_id and b.centre_id = ${ORGANISATION});
  create view wall_household as
    select household_id from household_member m
    where exists (select from beneficiary b where b.id = m.beneficiary_id and b.centre_id = ${ORGANISATION})
      or exists (select from referral r where r.beneficiary_id = m.beneficiary_id and r.agency_id = ${ORGANISATION}
        and r.sent_at is not null and (r.ended_at is null or r.ended_at > now() - interval '30 days'));
  grant select on wall_own, wall_reached, wall_confidential, wall_household to ${APP};`;

const own = (person: string): string => `exists (select from wall_own o where o.id = ${person})`;
const reached = (person: string): string => `exists (select from wall_reached w where w.beneficiary_id = ${person})`;

const following = (table: string): Omit<Wall, "app"> => ({
  table,
  read: `${own(`${table}.beneficiary_id`)} or ${reached(`${table}.beneficiary_id`)}`,
  write: own(`${table}.beneficiary_id`),
});

/** The named supervisor of a person, or the author of one of their confidential referrals (rule 5). */
const insider = (table: string): string => `
  exists (select from wall_own o where o.id = ${table}.beneficiary_id and o.worker_id = ${VIEWER})
  or exists (select from wall_confidential c
    where c.beneficiary_id = ${table}.beneficiary_id and c.author_id = ${VIEWER})`;

/** A referral as its centre sees it: a confidential one is its author's and the supervisor's alone. */
const SENT_BY_OWN = `exists (select from wall_own o where o.id = referral.beneficiary_id
  and (not referral.confidential or referral.author_id = ${VIEWER} or o.worker_id = ${VIEWER}))`;
const ADDRESSED = `agency_id = ${ORGANISATION} and sent_at is not null
  and (ended_at is null or ended_at > now() - interval '30 days')`;
const BY_CONSENT = `beneficiary_id = any (${GRANTED_PEOPLE}) and sent_at is not null and not confidential`;

/** Steps are seen and added by whoever sees their referral. */
const OF_REFERRAL = `exists (select from referral r
  where r.beneficiary_id = referral_step.beneficiary_id and r.id = referral_step.referral_id)`;

const WALLS: readonly Omit<Wall, "app">[] = [
  {
    table: "beneficiary",
    read: `centre_id = ${ORGANISATION} or ${reached("beneficiary.id")}`,
    write: `centre_id = ${ORGANISATION}`,
  },
  following("identifier"),
  following("contact"),
  {
    // Who lives with somebody in reach is told by role; who they are is for their own row to say.
    table: "household_member",
    read: "exists (select from wall_household h where h.household_id = household_member.household_id)",
    write: own("household_member.beneficiary_id"),
  },
  {
    table: "need",
    read: `${own("need.beneficiary_id")} or beneficiary_id = any (${GRANTED_PEOPLE})
      or exists (select from wall_reached w where w.beneficiary_id = need.beneficiary_id and w.need_id = need.id)`,
    write: own("need.beneficiary_id"),
  },
  { table: "visit", read: own("visit.beneficiary_id") },
  {
    // Rule 5 holds for a consent too: one about or to a confidential service tells of it. An agency sees what was
    // given to it, which is how its grants are attested.
    table: "consent",
    read: `case when ${own("consent.beneficiary_id")} then
      not (categories && '{MENTAL_HEALTH,SAFETY}' or exists (select from wall_confidential c
        where c.beneficiary_id = consent.beneficiary_id and c.agency_id = consent.recipient_id))
      or ${insider("consent")}
    else recipient_id = ${ORGANISATION} end`,
    write: own("consent.beneficiary_id"),
  },
  {
    table: "referral",
    read: `${SENT_BY_OWN} or (${ADDRESSED}) or (${BY_CONSENT})`,
    write: `${SENT_BY_OWN} or (${ADDRESSED})`,
  },
  { table: "referral_step", read: OF_REFERRAL },
];
