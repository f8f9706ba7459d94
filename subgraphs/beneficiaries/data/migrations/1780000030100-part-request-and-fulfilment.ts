import type { MigrationInterface, QueryRunner } from "typeorm";
import { extendLeaving, shortenLeaving } from "../../../kernel/retention/leaving";
import { LEAVING_OF_ONE_STATE, LEAVING_WITH_OUTBOX } from "../keeping";

/**
 * A referral's one state becomes two: the sender's request and the agency's fulfilment. Every open one gets a clock,
 * and each step says which command it was.
 */
export class PartRequestAndFulfilment1780000030100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(WORD);
    await runner.query(COLUMNS);
    await runner.query(PART_STEPS);
    await runner.query(PART_REFERRALS);
    await runner.query(START_CLOCKS);
    await runner.query(CLOSE);
    await runner.query(extendLeaving(LEAVING_OF_ONE_STATE, LEAVING_WITH_OUTBOX));
    await runner.query(TICKING);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(STOP_TICKING);
    await runner.query(JOIN);
    await runner.query(shortenLeaving(LEAVING_OF_ONE_STATE, LEAVING_WITH_OUTBOX));
  }
}

const APP = "beneficiaries_app";
const OF_AGENCY = "'SENT', 'RECEIVED', 'WAITLISTED', 'ACCEPTED', 'IN_PROGRESS', 'COMPLETED', 'DECLINED', 'REOPENED'";
const UNFINISHED = "'SENT', 'RECEIVED', 'WAITLISTED', 'ACCEPTED', 'IN_PROGRESS', 'REOPENED'";

/** Both in one word, as referral.states.ts has it; null for a pair that cannot be. */
const WORD = `
  create function referral_word(request text, fulfilment text) returns text language sql immutable
    begin atomic
      select case
        when request = 'DRAFT' then case when fulfilment is null then 'DRAFT' end
        when request in ('WITHDRAWN', 'CANCELLED') then
          case when fulfilment is null or fulfilment in (${UNFINISHED}) then request end
        when request = 'ACTIVE' then case when fulfilment in (${OF_AGENCY}) then fulfilment end
        when request = 'CLOSED' then
          case when fulfilment in ('COMPLETED', 'DECLINED') then fulfilment
            when fulfilment in (${UNFINISHED}) then 'EXPIRED' end
        when request in ('ON_HOLD', 'EXPIRED') then case when fulfilment in (${UNFINISHED}) then request end
        when request = 'UNDER_REVIEW' then case when fulfilment = 'DECLINED' then request end
        when request = 'TRANSFERRED' then case when fulfilment in (${UNFINISHED}, 'DECLINED') then request end
      end;
    end`;

const COLUMNS = `
  alter table referral
    add column conversation_id uuid,
    add column parent_id uuid,
    add column request_state text,
    add column fulfilment_state text,
    add column decline_reason text,
    add column reassessed_at timestamptz,
    add column remind_at timestamptz,
    add column escalated_at timestamptz,
    add column expires_at timestamptz;
  alter table referral_step
    add column command text,
    add column request_state text,
    add column fulfilment_state text`;

/** The agency's state is the last it had; a step that repeats an end was the sender's confirmation. */
const PART_STEPS = `
  update referral_step s set
    fulfilment_state = (select p.state from referral_step p
      where p.beneficiary_id = s.beneficiary_id and p.referral_id = s.referral_id and p.number <= s.number
        and p.state in (${OF_AGENCY}) order by p.number desc limit 1),
    request_state = case
      when s.state in ('COMPLETED', 'DECLINED', 'EXPIRED') and s.state = (select p.state from referral_step p
        where p.beneficiary_id = s.beneficiary_id and p.referral_id = s.referral_id and p.number = s.number - 1)
      then 'CLOSED'
      when s.state in (${OF_AGENCY}) then 'ACTIVE'
      else s.state end`;

const PART_REFERRALS = `
  update referral r set
    conversation_id = r.id,
    request_state = case when r.closed_at is not null and r.state in ('COMPLETED', 'DECLINED', 'EXPIRED') then 'CLOSED'
      else s.request_state end,
    fulfilment_state = s.fulfilment_state,
    decline_reason = case when s.fulfilment_state = 'DECLINED' then (select d.reason from referral_step d
      where d.beneficiary_id = r.beneficiary_id and d.referral_id = r.id and d.state = 'DECLINED'
      order by d.number limit 1) end
  from referral_step s
  where s.beneficiary_id = r.beneficiary_id and s.referral_id = r.id and s.number = r.version`;

/** Nobody is late for a clock that did not run until today, and nothing expires on the day it learns to. */
const START_CLOCKS = `
  update referral set due_at = now() + interval '28 days'
    where due_at is null and request_state not in ('CLOSED', 'WITHDRAWN', 'CANCELLED', 'TRANSFERRED');
  update referral set expires_at = greatest(due_at, now()) + interval '28 days'
    where request_state = 'ON_HOLD'
      or request_state = 'ACTIVE' and fulfilment_state in ('SENT', 'RECEIVED', 'REOPENED', 'WAITLISTED')`;

const CLOSE = `
  alter table referral
    alter column conversation_id set not null,
    alter column request_state set not null,
    add constraint referral_standing check (referral_word(request_state, fulfilment_state) is not null),
    drop column state;
  alter table referral_step alter column request_state set not null, drop column state;
  create index referral_conversation on referral (conversation_id);
  create index referral_reminding on referral (remind_at) where remind_at is not null;
  create index referral_escalating on referral (due_at) where due_at is not null and escalated_at is null;
  create index referral_expiring on referral (expires_at) where expires_at is not null;
  grant update (request_state, fulfilment_state, decline_reason, reassessed_at, remind_at, escalated_at, expires_at)
    on referral to ${APP}`;

/**
 * The clock is nobody's viewer: it sees and moves referrals of every centre, adds to their history, and sees no
 * other table of persons. What it did is told in the name of the centre whose referral it is.
 */
const CLOCK = "current_setting('app.role', true) = 'CLOCK'";
const TICKING = `
  create policy ticking on referral for select to ${APP} using (${CLOCK});
  create policy ticking_on on referral for update to ${APP} using (${CLOCK}) with check (${CLOCK});
  create policy ticking on outbox for insert to ${APP} with check (${CLOCK});
  create policy ticking_told on outbox for select to ${APP} using (${CLOCK});
  create policy ticking on outbox_delivery for insert to ${APP} with check (${CLOCK})`;

const STOP_TICKING = `
  drop policy ticking on outbox_delivery;
  drop policy ticking_told on outbox;
  drop policy ticking on outbox;
  drop policy ticking_on on referral;
  drop policy ticking on referral`;

const JOIN = `
  alter table referral add column state text;
  alter table referral_step add column state text;
  update referral set state = case when request_state = 'UNDER_REVIEW' then 'DECLINED'
    else referral_word(request_state, fulfilment_state) end;
  update referral_step set state = case when request_state = 'UNDER_REVIEW' then 'DECLINED'
    else referral_word(request_state, fulfilment_state) end;
  drop index referral_expiring, referral_escalating, referral_reminding, referral_conversation;
  alter table referral
    alter column state set not null,
    add constraint referral_state check (state in ('DRAFT', 'SENT', 'RECEIVED', 'ACCEPTED', 'WAITLISTED', 'IN_PROGRESS',
      'ON_HOLD', 'COMPLETED', 'DECLINED', 'WITHDRAWN', 'CANCELLED', 'EXPIRED', 'TRANSFERRED', 'REOPENED')),
    drop constraint referral_standing,
    drop column conversation_id, drop column parent_id, drop column request_state, drop column fulfilment_state,
    drop column decline_reason, drop column reassessed_at, drop column remind_at, drop column escalated_at,
    drop column expires_at;
  alter table referral_step
    alter column state set not null,
    drop column command, drop column request_state, drop column fulfilment_state;
  grant update (state) on referral to ${APP};
  drop function referral_word(text, text)`;
