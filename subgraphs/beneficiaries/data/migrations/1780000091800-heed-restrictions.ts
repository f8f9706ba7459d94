import type { MigrationInterface, QueryRunner } from "typeorm";
import { CENTRE, GRANTED_PEOPLE, KEEPER, ORGANISATION, rewall, VIEWER, type Wall } from "../../../kernel/database/wall";
import { journeyView, POLICIES, POLICIES_UNHEEDING, RESTRICTS, walledViews, type Conditions } from "../walled.views";
import { lookUp } from "./1780000026000-look-up-referrals-alike";

/**
 * A restriction (GDPR art. 18) ends at the wall too the reach of the agencies the person was referred to: a statement
 * that forgets to ask the policy shows them nobody. Their centre, the officer and a life in danger are as before.
 */
export class HeedRestrictions1780000091800 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(WITHHELD);
    await this.stand(runner, POLICIES, HEEDED);
    await runner.query(
      lookUp(`${KEEPER} is not null and exists (select from subject_request s
      where s.beneficiary_id = r.beneficiary_id and ${RESTRICTS})`),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(lookUp());
    await this.stand(runner, POLICIES_UNHEEDING, UNHEEDED);
    await runner.query("drop function wall_withheld(uuid); drop view wall_restricted");
  }

  private async stand(runner: QueryRunner, policies: Conditions, heeded: Heeded): Promise<void> {
    const views: Readonly<Record<string, string>> = { ...walledViews(policies), wall_journey: journeyView(policies) };
    for (const name of ["wall_person", "wall_consent", "wall_journey"] as const) {
      await runner.query(`create or replace view ${name} as ${views[name]!}`);
    }
    await runner.query(reach(heeded.direct));
    for (const wall of walls(heeded)) await runner.query(rewall(wall));
    await runner.query(`alter policy reading on consent using (${consents(heeded.walled)})`);
  }
}

/** How it is said that nobody's data of `person` is restricted: in a view of the owner, and in a policy. */
interface Heeded {
  readonly direct: (person: string) => string;
  readonly walled: (person: string) => string;
  /** Whose claims of what is wrong are answered: those of who keeps the records, once only of the organisation. */
  readonly holder: string;
}
export const HEEDED: Heeded = {
  direct: (person) =>
    `and not exists (select from subject_request s where s.beneficiary_id = ${person} and ${RESTRICTS})`,
  walled: (person) => `and not exists (select from wall_restricted h where h.beneficiary_id = ${person})`,
  holder: KEEPER,
};
const UNHEEDED: Heeded = { direct: () => "", walled: () => "", holder: ORGANISATION };

const sentTo = (agency: string): string => `agency_id = ${agency} and sent_at is not null
  and (ended_at is null or ended_at > now() - interval '30 days')`;

/**
 * Those who are restricted, of the people sent to or with consents for the viewer's organisation: a policy reads it with
 * the viewer's rights, who learns of nobody else by it. The function says since when, for the account of a refusal.
 */
const WITHHELD = `
  create view wall_restricted as
    select s.beneficiary_id from subject_request s where ${RESTRICTS} and ${KEEPER} is not null
      and (exists (select from referral r where r.beneficiary_id = s.beneficiary_id and r.agency_id = ${KEEPER})
        or exists (select from consent k where k.beneficiary_id = s.beneficiary_id and k.recipient_id = ${KEEPER})
        or exists (select from correction c where c.beneficiary_id = s.beneficiary_id and c.holder_id = ${KEEPER}));
  grant select on wall_restricted to beneficiaries_app;
  create function wall_withheld(person uuid) returns timestamptz language sql stable security definer
    set search_path = pg_catalog, public begin atomic
    select min(s.opened_at) from subject_request s where s.beneficiary_id = person and ${RESTRICTS}
      and exists (select from referral r where r.beneficiary_id = person and ${sentTo(KEEPER)});
  end;
  revoke all on function wall_withheld(uuid) from public;
  grant execute on function wall_withheld(uuid) to beneficiaries_app`;

/** The views of 1780000002900. */
const reach = (heeded: Heeded["direct"]): string => `
  create or replace view wall_reached as
    select beneficiary_id, need_id from referral r where ${sentTo(KEEPER)} ${heeded("r.beneficiary_id")};
  create or replace view wall_household as
    select household_id from household_member m
    where exists (select from beneficiary b where b.id = m.beneficiary_id and b.centre_id = ${CENTRE})
      or exists (select from referral r where r.beneficiary_id = m.beneficiary_id and ${sentTo(KEEPER)})
        ${heeded("m.beneficiary_id")};`;

/** What it means for each table that does not ask the views. */
function walls({ walled, holder }: Heeded): Omit<Wall, "app">[] {
  const sent = `exists (select from wall_own o where o.id = referral.beneficiary_id
    and (not referral.confidential or referral.author_id = ${VIEWER} or o.worker_id = ${VIEWER}))`;
  const byConsent = `beneficiary_id = any (${GRANTED_PEOPLE}) and sent_at is not null and not confidential`;
  const moved = `${sent} or (${sentTo(KEEPER)} ${walled("referral.beneficiary_id")})`;
  const claimed = `holder_id = ${holder} ${walled("correction.beneficiary_id")}
    or exists (select from wall_own o where o.id = correction.beneficiary_id)
    or exists (select from wall_requested w where w.beneficiary_id = correction.beneficiary_id)`;
  return [
    { table: "referral", read: `${moved} or (${byConsent})`, write: moved },
    { table: "correction", read: claimed },
  ];
}

/** `naming`: which other consents tell by whom they name, for a later migration. */
export const consents = (heeded: Heeded["walled"], naming = ""): string => `
  case when exists (select from wall_own o where o.id = consent.beneficiary_id) then
    not (categories && '{MENTAL_HEALTH,SAFETY}' or coalesce(recipient_domain in ('MENTAL_HEALTH', 'SAFETY'), false)
      or exists (select from wall_confidential c
        where c.beneficiary_id = consent.beneficiary_id and c.agency_id = consent.recipient_id)${naming})
    or exists (select from wall_own o where o.id = consent.beneficiary_id and o.worker_id = ${VIEWER})
    or exists (select from wall_confidential c
      where c.beneficiary_id = consent.beneficiary_id and c.author_id = ${VIEWER})
  else (recipient_id = ${KEEPER} or recipient_domain is not null and exists (select from wall_served w
    where w.beneficiary_id = consent.beneficiary_id and w.service_domain = consent.recipient_domain))
    ${heeded("consent.beneficiary_id")} end`;
