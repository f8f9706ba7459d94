import { FORGET_EVENTS, type Owner } from "../../kernel/retention/leaving";

const CONTROLLER = "GDPR art. 5(1)(e): no law sets a period, the controller does";

/** What remains of referrals: how many, from where to which service, and what came of them. Nobody is in it. */
const countReferrals =
  (state: string) =>
  (going: string): string =>
    `
  insert into past_referral (month, centre_id, service_id, state, outcome, referrals)
    select date_trunc('month', t.sent_at)::date, t.centre_id, t.service_id, ${state}, coalesce(t.outcome, ''), count(*)
    from referral t where ${going} and t.sent_at is not null and not t.confidential group by 1, 2, 3, 4, 5
    on conflict on constraint past_referral_pkey do update set referrals = past_referral.referrals + excluded.referrals`;

const keeping = (state: string): Owner => ({
  app: "beneficiaries_app",
  keeps: [
    {
      table: "need",
      category: "IDENTITY",
      from: "t.met_on",
      event: "the need was met",
      months: 60,
      ground: CONTROLLER,
      hidden: "t.domain in ('MENTAL_HEALTH', 'SAFETY')",
    },
    { table: "visit", category: "IDENTITY", from: "t.at", event: "the visit", months: 60, ground: CONTROLLER },
    {
      table: "consent",
      category: "IDENTITY",
      from: "coalesce(t.ended_at, t.until_at)",
      event: "the consent ended or was withdrawn",
      months: 60,
      ground: "GDPR art. 5(1)(e) and 7(1): that it was given must be shown as long as it may be asked",
      hidden: "true",
      parts: [{ table: "consent_event", on: "p.beneficiary_id = t.beneficiary_id and p.consent_id = t.id" }],
    },
    {
      table: "referral",
      category: "REFERRAL",
      from: "t.ended_at",
      event: "the referral ended",
      months: 60,
      ground: CONTROLLER,
      hidden: "t.confidential",
      remember: countReferrals(state),
      parts: [{ table: "referral_step", on: "p.beneficiary_id = t.beneficiary_id and p.referral_id = t.id" }],
    },
    {
      table: "correction",
      category: "IDENTITY",
      from: "t.answered_at",
      event: "the claim was answered",
      months: 60,
      ground: CONTROLLER,
    },
    {
      table: "notice",
      category: "IDENTITY",
      from: "t.at",
      event: "the notice",
      months: 24,
      ground: CONTROLLER,
      parts: [{ table: "notice_reading", on: "p.notice_id = t.id" }],
    },
    {
      // That it happened stays in the access records.
      table: "emergency_access",
      category: "IDENTITY",
      from: "coalesce(t.ended_at, t.until_at)",
      event: "the emergency access ended",
      months: 60,
      ground: CONTROLLER,
      parts: [{ table: "emergency_review", on: "p.beneficiary_id = t.beneficiary_id and p.access_id = t.id" }],
    },
    {
      table: "subject_request",
      category: "IDENTITY",
      from: "t.ended_at",
      event: "the request was settled",
      months: 60,
      ground: "GDPR art. 5(2) and 17(3)(e): that a right was answered must be shown",
      mustKeep: "true",
      parts: [
        { table: "erasure_outcome", on: "p.beneficiary_id = t.beneficiary_id and p.request_id = t.id" },
        { table: "subject_request_step", on: "p.beneficiary_id = t.beneficiary_id and p.request_id = t.id" },
      ],
    },
    {
      table: "beneficiary",
      category: "IDENTITY",
      from: "null::date",
      event: "never by itself: the officer decides on an erasure",
      months: 60,
      ground: "GDPR art. 17(1)",
      parts: ["contact", "identifier", "household_member", "staff_mark"].map((table) => ({
        table,
        on: "p.beneficiary_id = t.id",
      })),
    },
  ],
  before: `
    perform from beneficiary where id = leaving for update;
    delete from idempotency where result = leaving or result in (
      select id from need where beneficiary_id = leaving union all select id from visit where beneficiary_id = leaving
      union all select id from consent where beneficiary_id = leaving
      union all select id from referral where beneficiary_id = leaving
      union all select id from subject_request where beneficiary_id = leaving);
    -- A consent given for a child stays true; who gave it is no longer known here.
    update consent set guardian_id = null where guardian_id = leaving;`,
  after: `
    update subject_request set note = null where beneficiary_id = leaving;
    update subject_request_step set note = null where beneficiary_id = leaving;`,
});

/** How long a centre's record is kept. The person's own page goes last, and only by an erasure. */
export const LEAVING = keeping("referral_word(t.request_state, t.fulfilment_state)");

const forgettingEvents = (leaving: Owner): Owner => ({ ...leaving, before: `${leaving.before}${FORGET_EVENTS}` });

/** Since agencies are told of referrals, what was told goes too. */
export const LEAVING_WITH_OUTBOX = forgettingEvents(LEAVING);

/** As it was while a referral had one state: for the way back of the migration that parted it. */
export const LEAVING_OF_ONE_STATE = forgettingEvents(keeping("t.state"));

/** Each before what it belongs to. */
const LETTERS = ["document_part", "document", "message"];
const OF_REFERRAL = "p.beneficiary_id = t.beneficiary_id and p.referral_id = t.id";

/** Since there are messages and documents, they go with their referral. */
export const LEAVING_WITH_MESSAGES: Owner = {
  ...LEAVING_WITH_OUTBOX,
  keeps: LEAVING_WITH_OUTBOX.keeps.map((keeping) =>
    keeping.table === "referral"
      ? { ...keeping, parts: [...LETTERS.map((table) => ({ table, on: OF_REFERRAL })), ...keeping.parts!] }
      : keeping,
  ),
};

/** Since recipients are told (GDPR art. 19): who they are is asked before the rows go, and what they are told is written after. */
export const LEAVING_AND_TELLING: Owner = {
  ...LEAVING_WITH_MESSAGES,
  before: `
    perform set_config('app.recipients', (select coalesce(json_agg(t), '[]')::text
      from recipients_of(leaving, null, null) t), true);
    ${LEAVING_WITH_MESSAGES.before}`,
  after: `${LEAVING_WITH_MESSAGES.after}
    insert into notice (id, kind, at, actor_id, recipient_organisation_id, beneficiary_id, subject_id, discreet)
      select uuidv7(), 'DATA_ERASED', now(), current_setting('app.viewer')::uuid, t.organisation, leaving, request, t.discreet
      from json_to_recordset(current_setting('app.recipients')::json) as t(organisation uuid, discreet boolean);`,
};
