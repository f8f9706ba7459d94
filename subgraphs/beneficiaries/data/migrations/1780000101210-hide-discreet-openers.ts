import type { MigrationInterface, QueryRunner } from "typeorm";
import { ORGANISATION, rewall, ROLE, VIEWER } from "../../../kernel/database/wall";

/**
 * That a confidential service opened somebody's file tells that they are known there (rule 5): to the head of their centre as
 * little as anything else of it. The officer's wall knows as well whom a consent may not name.
 */
export class HideDiscreetOpeners1780000101210 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(KNOWN);
    await runner.query(
      handling(" or consent.recipient_id is not null and coalesce(known_confidential(recipient_id), true)"),
    );
    await runner.query(rewall({ table: "emergency_access", read: opened(OPENLY), write: BY_OPENER }));
    await runner.query(rewall({ table: "notice", read: told(TOLD_OPENLY), write: BY_ACTOR, appends: true }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(rewall({ table: "notice", read: told(""), write: BY_ACTOR, appends: true }));
    await runner.query(rewall({ table: "emergency_access", read: opened(""), write: BY_OPENER }));
    await runner.query(handling(""));
    await runner.query("drop function known_confidential(uuid)");
  }
}

/** Null while the directory was not heard about it. For policies, and for who has no business to read the table. */
const KNOWN = `
  create function known_confidential(organisation uuid) returns boolean language sql stable security definer
    set search_path = pg_catalog, public begin atomic
    select a.confidential from known_agency a where a.id = organisation;
  end;
  revoke all on function known_confidential(uuid) from public;
  grant execute on function known_confidential(uuid) to beneficiaries_app`;

/** As in 1780000021000; `naming`: which other consents tell by whom they name. */
const handling = (naming: string): string => `
  alter policy handling on consent using (current_setting('app.role', true) = 'DPO'
    and wall_handles(consent.beneficiary_id)
    and not (categories && '{MENTAL_HEALTH,SAFETY}' or coalesce(recipient_domain in ('MENTAL_HEALTH', 'SAFETY'), false)
      or wall_handles_confidential(consent.beneficiary_id, consent.recipient_id)${naming}))`;

const BY_OPENER = `opener_id = ${VIEWER} and organisation_id = ${ORGANISATION}`;
const OPENLY = " and (not coalesce(known_confidential(organisation_id), true) or wall_inside(beneficiary_id))";
/** As in 1780000002500; `openly`: a condition more for the head of the person's centre. */
const opened = (openly: string): string => `opener_id = ${VIEWER} or ${ROLE} = 'DPO'
  or ${ROLE} in ('CENTRE_HEAD', 'AGENCY_HEAD') and organisation_id = ${ORGANISATION}
  or ${ROLE} = 'CENTRE_HEAD' and centre_id = ${ORGANISATION}${openly}`;

const BY_ACTOR = `actor_id = ${VIEWER}`;
const TOLD_OPENLY = ` and (kind <> 'EMERGENCY_OPENED' or recipient_role <> 'CENTRE_HEAD'
    or actor_organisation_id = ${ORGANISATION}
    or not coalesce(known_confidential(actor_organisation_id), true) or wall_inside(beneficiary_id))`;
/** As in 1780000032320; `openly`: a condition more for what is told to a role. */
const told = (openly: string): string => `(recipient_role = ${ROLE}
    and (recipient_organisation_id is null or recipient_organisation_id = ${ORGANISATION})${openly})
  or (recipient_role is null and recipient_organisation_id = ${ORGANISATION}
    and (recipient_id is null or recipient_id = ${VIEWER}))`;
