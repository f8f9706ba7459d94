import { CENTRE, KEEPER, tearDown, wallOff } from "../database/wall";
import { createInbox, DROP_INBOX } from "../outbox/outbox.migration";
import type { Keeping } from "../retention/leaving";
import type { Category } from "../policy/vocabulary";

const OWN = `organisation_id = ${KEEPER}`;
/** Its sender may follow it, but never into a confidential service: there only the agency knows of it (rule 5). */
const SENT = `centre_id = ${CENTRE} and not confidential`;

/** What an owner needs to be told of referrals to its agencies: an inbox, and the referrals themselves. */
export const createIncomingReferrals = (app: string): string => `
  ${createInbox(app)}
  create table incoming_referral (
    beneficiary_id uuid not null,
    id uuid not null,
    organisation_id uuid not null,
    centre_id uuid not null,
    service_id uuid not null,
    urgency text not null,
    confidential boolean not null,
    sent_at timestamptz not null,
    ended_at timestamptz,
    constraint incoming_referral_pkey primary key (beneficiary_id, id),
    constraint incoming_referral_urgency check (urgency in ('EMERGENCY','URGENT','ROUTINE'))
  );
  create index incoming_referral_agency on incoming_referral (organisation_id, beneficiary_id);
  grant select, insert, update (ended_at) on incoming_referral to ${app};
  ${wallOff({ app, table: "incoming_referral", read: `${OWN} or ${SENT}`, write: OWN })}`;

export const DROP_INCOMING_REFERRALS = `
  ${tearDown("incoming_referral")}
  drop table incoming_referral;
  ${DROP_INBOX}`;

/** How long an agency's owner keeps that somebody was referred. `category`: of the records it leads to. */
export const keepIncomingReferrals = (category: Category): Keeping => ({
  table: "incoming_referral",
  category,
  from: "t.ended_at",
  event: "the referral ended",
  months: 12,
  ground: "GDPR art. 5(1)(e): no law sets a period, the controller does",
  inUse: "t.ended_at is null",
  hidden: "t.confidential",
});
