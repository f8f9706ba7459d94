import type { MigrationInterface, QueryRunner } from "typeorm";
import { ORGANISATION, tearDown, VIEWER, wallOff } from "../../../kernel/database/wall";

/**
 * Consents become a ledger: what was given stays as it was given, and what happened to it is added as events. What
 * the database knew of withdrawals becomes their events.
 */
export class KeepConsentLedger1780000002100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(RECIPIENTS);
    await runner.query(TERMS);
    await runner.query(EVENTS);
    await runner.query(ENDING);
    await runner.query(wallOff({ app: APP, table: "consent_event", read: OF_CONSENT, write: OF_OWN }));
    await runner.query(`drop policy reading on consent; ${readingConsents(TELLING, RECEIVED)}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop policy reading on consent; ${readingConsents("false", `recipient_id = ${ORGANISATION}`)}`);
    await runner.query(tearDown("consent_event"));
    await runner.query(BACK);
  }
}

const APP = "beneficiaries_app";

/** The domain of the service a person was referred to: a consent may name all services of one. */
const RECIPIENTS = `
  alter table referral add column service_domain text;
  update referral r set service_domain = n.domain from need n
    where n.beneficiary_id = r.beneficiary_id and n.id = r.need_id;
  create view wall_served as
    select beneficiary_id, service_domain from referral
    where agency_id = ${ORGANISATION} and sent_at is not null
      and (ended_at is null or ended_at > now() - interval '30 days');
  grant select on wall_served to ${APP}`;

const TERMS = `
  alter table consent alter column recipient_id drop not null;
  alter table consent
    add column recipient_domain text,
    add column witness text,
    add column supporter text,
    add column court_decision text,
    add column form_version text,
    add column form_hash bytea,
    add column signed_on date,
    drop constraint consent_given_by,
    add constraint consent_given_by check (given_by in ('PERSON', 'GUARDIAN', 'SUPPORTER')),
    add constraint consent_recipient check (num_nonnulls(recipient_id, recipient_domain) = 1),
    add constraint consent_supporter check
      ((given_by = 'SUPPORTER') = (supporter is not null and court_decision is not null)),
    add constraint consent_form check (num_nonnulls(form_version, form_hash, signed_on) in (0, 3))`;

const EVENTS = `
  create table consent_event (
    beneficiary_id uuid not null,
    consent_id uuid not null,
    number smallint not null,
    kind text not null,
    at timestamptz not null,
    actor_id uuid not null,
    actor_organisation_id uuid not null,
    successor_id uuid,
    constraint consent_event_pkey primary key (beneficiary_id, consent_id, number),
    constraint consent_event_consent foreign key (beneficiary_id, consent_id) references consent,
    constraint consent_event_kind check
      (case number when 1 then kind = 'GRANTED' when 2 then kind in ('WITHDRAWN', 'SUPERSEDED') else false end),
    constraint consent_event_successor check ((kind = 'SUPERSEDED') = (successor_id is not null))
  );
  insert into consent_event
    select k.beneficiary_id, k.id, 1, 'GRANTED', k.from_at, k.recorded_by, b.centre_id
    from consent k join beneficiary b on b.id = k.beneficiary_id;
  insert into consent_event
    select k.beneficiary_id, k.id, 2, 'WITHDRAWN', k.withdrawn_at, coalesce(k.withdrawn_by, k.recorded_by), b.centre_id
    from consent k join beneficiary b on b.id = k.beneficiary_id where k.withdrawn_at is not null`;

/**
 * The ledger ends a consent, nobody else can: the application loses the right to change one, and an event that ends
 * it marks its row with the owner's rights. Decisions then read one row instead of looking for events.
 */
const ENDING = `
  alter table consent rename column withdrawn_at to ended_at;
  alter table consent drop column withdrawn_by;
  create function end_consent() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
  begin
    update public.consent set ended_at = new.at
      where beneficiary_id = new.beneficiary_id and id = new.consent_id and ended_at is null;
    return null;
  end $$;
  revoke all on function end_consent() from public;
  create trigger consent_event_ends after insert on consent_event
    for each row when (new.number = 2) execute function end_consent();
  revoke update on consent from ${APP};
  grant select, insert on consent_event to ${APP}`;

const OF_CONSENT = `exists (select from consent k
  where k.beneficiary_id = consent_event.beneficiary_id and k.id = consent_event.consent_id)`;
const OF_OWN = "exists (select from wall_own o where o.id = consent_event.beneficiary_id)";

/** What was given to an agency: by its name, or to all services of a domain in which the person was referred to it. */
const RECEIVED = `recipient_id = ${ORGANISATION} or recipient_domain is not null and exists (select from wall_served w
  where w.beneficiary_id = consent.beneficiary_id and w.service_domain = consent.recipient_domain)`;

/** A consent to all services of such a domain would tell of one (rule 5). */
const TELLING = "coalesce(recipient_domain in ('MENTAL_HEALTH', 'SAFETY'), false)";

/** As wall-rows has it; `telling`: hidden from outsiders too, `received`: what an agency sees. */
const readingConsents = (telling: string, received: string): string => `
  create policy reading on consent for select to ${APP} using (
    case when exists (select from wall_own o where o.id = consent.beneficiary_id) then
      not (categories && '{MENTAL_HEALTH,SAFETY}' or ${telling} or exists (select from wall_confidential c
        where c.beneficiary_id = consent.beneficiary_id and c.agency_id = consent.recipient_id))
      or exists (select from wall_own o where o.id = consent.beneficiary_id and o.worker_id = ${VIEWER})
      or exists (select from wall_confidential c
        where c.beneficiary_id = consent.beneficiary_id and c.author_id = ${VIEWER})
    else ${received} end)`;

const BACK = `
  drop table consent_event;
  drop function end_consent();
  delete from consent where recipient_id is null or given_by = 'SUPPORTER';
  alter table consent rename column ended_at to withdrawn_at;
  alter table consent
    drop constraint consent_form, drop constraint consent_supporter, drop constraint consent_recipient,
    drop constraint consent_given_by,
    drop column signed_on, drop column form_hash, drop column form_version, drop column court_decision,
    drop column supporter, drop column witness, drop column recipient_domain,
    add column withdrawn_by uuid,
    add constraint consent_given_by check (given_by in ('PERSON', 'GUARDIAN')),
    alter column recipient_id set not null;
  grant update (withdrawn_at, withdrawn_by) on consent to ${APP};
  drop view wall_served;
  alter table referral drop column service_domain`;
