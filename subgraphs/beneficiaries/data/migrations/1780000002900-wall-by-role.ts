import type { MigrationInterface, QueryRunner } from "typeorm";
import {
  CENTRE,
  GRANTED_PEOPLE,
  KEEPER,
  ORGANISATION,
  PURPOSE,
  rewall,
  ROLE,
  VIEWER,
  type Wall,
} from "../../../kernel/database/wall";

/**
 * A centre's people are there for who works at a centre, to help or supervise; referred people for who works at an
 * agency, to help. Not for every role and purpose the name of an organisation comes with.
 */
export class WallByRole1780000002900 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.stand(runner, CENTRE, KEEPER);
    await runner.query(ACQUAINTED);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop view wall_acquainted");
    await this.stand(runner, ORGANISATION, ORGANISATION);
  }

  private async stand(runner: QueryRunner, centre: string, agency: string): Promise<void> {
    await runner.query(reach(centre, agency));
    for (const wall of walls(centre, agency)) await runner.query(rewall(wall));
    await runner.query(`alter policy reading on consent using (${consents(agency)})`);
  }
}

const sentTo = (agency: string): string => `agency_id = ${agency} and sent_at is not null
  and (ended_at is null or ended_at > now() - interval '30 days')`;

/** The views of wall-rows, for a centre and an agency that need not be the same. */
const reach = (centre: string, agency: string): string => `
  create or replace view wall_own as
    select id, worker_id, centre_id, registered_at, birth_date, search_name from beneficiary where centre_id = ${centre};
  create or replace view wall_reached as
    select beneficiary_id, need_id from referral where ${sentTo(agency)};
  create or replace view wall_confidential as
    select beneficiary_id, agency_id, author_id from referral r
    where confidential and exists (select from beneficiary b where b.id = r.beneficiary_id and b.centre_id = ${centre});
  create or replace view wall_household as
    select household_id from household_member m
    where exists (select from beneficiary b where b.id = m.beneficiary_id and b.centre_id = ${centre})
      or exists (select from referral r where r.beneficiary_id = m.beneficiary_id and ${sentTo(agency)});`;

/** Who opens an emergency access to somebody may have them as a client: that decides which refusal a colleague gets. */
const ACQUAINTED = `
  create view wall_acquainted as
    select beneficiary_id from referral where ${sentTo(ORGANISATION)}
      and ${PURPOSE} = 'EMERGENCY' and ${ROLE} in ('CASEWORKER', 'CENTRE_HEAD', 'AGENCY_WORKER', 'AGENCY_HEAD');
  grant select on wall_acquainted to beneficiaries_app`;

function walls(centre: string, agency: string): Omit<Wall, "app">[] {
  const sent = `exists (select from wall_own o where o.id = referral.beneficiary_id
    and (not referral.confidential or referral.author_id = ${VIEWER} or o.worker_id = ${VIEWER}))`;
  const byConsent = `beneficiary_id = any (${GRANTED_PEOPLE}) and sent_at is not null and not confidential`;
  const moved = `${sent} or (${sentTo(agency)})`;
  const reached = "exists (select from wall_reached w where w.beneficiary_id = beneficiary.id)";
  return [
    { table: "beneficiary", read: `centre_id = ${centre} or ${reached}`, write: `centre_id = ${centre}` },
    { table: "referral", read: `${moved} or (${byConsent})`, write: moved },
  ];
}

/** As the ledger has it; what was given to somebody is seen by who keeps its records. */
const consents = (agency: string): string => `
  case when exists (select from wall_own o where o.id = consent.beneficiary_id) then
    not (categories && '{MENTAL_HEALTH,SAFETY}' or coalesce(recipient_domain in ('MENTAL_HEALTH', 'SAFETY'), false)
      or exists (select from wall_confidential c
        where c.beneficiary_id = consent.beneficiary_id and c.agency_id = consent.recipient_id))
    or exists (select from wall_own o where o.id = consent.beneficiary_id and o.worker_id = ${VIEWER})
    or exists (select from wall_confidential c
      where c.beneficiary_id = consent.beneficiary_id and c.author_id = ${VIEWER})
  else recipient_id = ${agency} or recipient_domain is not null and exists (select from wall_served w
    where w.beneficiary_id = consent.beneficiary_id and w.service_domain = consent.recipient_domain) end`;
