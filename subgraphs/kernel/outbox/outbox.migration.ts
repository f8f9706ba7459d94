import { ORGANISATION, ROLE, tearDown, VIEWER, wallOff } from "../database/wall";

/**
 * The relay's own context (see relay-session.ts): it is nobody's viewer, so it sees the outbox of every organisation of
 * the owner and not a single row of any other table of persons.
 */
const RELAYING = "(select current_setting('app.role', true)) = 'RELAY'";
export const OWN_EVENTS = `organisation_id = ${ORGANISATION}`;
/** Whoever causes an event has stored it; after that it is the relay's. */
export const OUTBOX_READ = `${OWN_EVENTS} and viewer_id = ${VIEWER} or ${RELAYING}`;
export const DELIVERIES_READ = RELAYING;
/** What was taken is for who takes it, in the name of the organisation's own system: nobody works as that. */
export const INBOX_WALL = `${OWN_EVENTS} and ${ROLE} = 'SERVICE'`;

/**
 * The tables of an owner that publishes, for its migration. Events are INSERT-only by privilege; of a delivery only
 * what became of it changes, and only the relay changes it.
 */
export const createOutbox = (app: string): string => `
  create table outbox (
    id uuid constraint outbox_pkey primary key,
    position bigserial not null,
    type text not null,
    version smallint not null,
    beneficiary_id uuid not null,
    organisation_id uuid not null,
    record_id uuid not null,
    payload jsonb not null,
    viewer_id uuid not null,
    request_id text not null,
    occurred_at timestamptz not null
  );
  create table outbox_subscription (
    consumer text constraint outbox_subscription_pkey primary key,
    since timestamptz not null
  );
  create table outbox_delivery (
    event_id uuid not null constraint outbox_delivery_event references outbox,
    consumer text not null constraint outbox_delivery_subscription references outbox_subscription,
    beneficiary_id uuid not null,
    organisation_id uuid not null,
    position bigint not null,
    state text not null,
    tries smallint not null,
    due_at timestamptz not null,
    reason text,
    settled_at timestamptz,
    constraint outbox_delivery_pkey primary key (event_id, consumer),
    constraint outbox_delivery_state check (state in ('PENDING', 'TAKEN', 'REFUSED', 'FAILED', 'DROPPED'))
  );
  create index outbox_delivery_open on outbox_delivery (consumer, position) where state in ('PENDING', 'FAILED');
  create index outbox_delivery_person on outbox_delivery (consumer, beneficiary_id, position)
    where state in ('PENDING', 'FAILED');
  create index outbox_delivery_dead on outbox_delivery (settled_at) where state in ('REFUSED', 'FAILED');
  grant select, insert on outbox, outbox_subscription to ${app};
  grant usage on sequence outbox_position_seq to ${app};
  grant select, insert, update (state, tries, due_at, reason, settled_at) on outbox_delivery to ${app};
  ${wallOff({ app, table: "outbox", read: OUTBOX_READ, write: OWN_EVENTS })}
  ${wallOff({ app, table: "outbox_delivery", read: DELIVERIES_READ, write: `${OWN_EVENTS} or ${RELAYING}`, change: RELAYING })}`;

/** Events for some subscribers only: who has no business with a referral is not told that there is one. */
export const ADDRESS_OUTBOX = "alter table outbox add column audience text[]";
export const UNADDRESS_OUTBOX = "alter table outbox drop column audience";

export const DROP_OUTBOX = `
  ${tearDown("outbox_delivery")}
  ${tearDown("outbox")}
  drop table outbox_delivery, outbox_subscription, outbox`;

/** The table of an owner that consumes: what it has taken, stored together with the effect. */
export const createInbox = (app: string): string => `
  create table inbox (
    event_id uuid not null,
    consumer text not null,
    publisher text not null,
    organisation_id uuid not null,
    record_id uuid not null,
    position bigint not null,
    effect text not null,
    at timestamptz not null,
    constraint inbox_pkey primary key (event_id, consumer),
    constraint inbox_effect check (effect in ('CHANGED', 'UNCHANGED', 'OVERTAKEN'))
  );
  create index inbox_record on inbox (publisher, record_id, position);
  create table inbox_refusal (
    id uuid constraint inbox_refusal_pkey primary key,
    publisher text not null,
    event_id text,
    type text,
    reason text not null,
    at timestamptz not null
  );
  create index inbox_refusal_at on inbox_refusal (at);
  grant select, insert, update (effect) on inbox to ${app};
  grant select, insert on inbox_refusal to ${app};
  ${wallOff({ app, table: "inbox", read: INBOX_WALL })}`;

export const DROP_INBOX = `
  ${tearDown("inbox")}
  drop table inbox_refusal, inbox`;
