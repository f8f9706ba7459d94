import { consent, dayIn, HOSTEL, somebody, TRAINING } from "../../support/desk";
import { request } from "../../support/officer";
import { agencyId, SHOWCASE } from "../../support/people";
import { CONSENTS, CONTACT, does, IDENTITY, LOOP, type Line } from "./line";

const HOUSEHOLD = does("person:read", "HOUSEHOLD");

/** What one person's whole pathway leaves behind, when she has agreed to her work being seen and to nothing else. */
const FOLLOWED = [
  ...[IDENTITY, CONTACT, LOOP, CONSENTS, does("need:read"), HOUSEHOLD, does("person:read", "REFERRAL")],
  "kdap file:read CHILDREN: no, CONSENT_REQUIRED",
  "mental-health file:read MENTAL_HEALTH: no, CONSENT_REQUIRED",
  "oaed file:read EMPLOYMENT: CONSENT",
  ...["CHILDREN", "HOUSING", "MENTAL_HEALTH", "SAFETY"].map(
    (category) => `programmes enrolment:read ${category}: no, CONSENT_REQUIRED`,
  ),
  "programmes enrolment:read EMPLOYMENT: CONSENT",
  ...["FINANCIAL", "HOUSEHOLD"].map((category) => `programmes enrolment:read ${category}: PUBLIC_TASK`),
  "shelters file:read HOUSING: no, CONSENT_REQUIRED",
];

/** At a Community Centre: a person is received, agrees, is sent on and followed. */
export const CENTRE_LINES: readonly Line[] = [
  {
    ...{ ask: "RegisterBeneficiary", by: "caseworker" },
    with: () => ({ input: somebody({ surname: "Μοναδικοπούλου" }) }),
    says: [IDENTITY, CONSENTS, does("person:write"), HOUSEHOLD],
    then: (data, story) => (story.person = data.registerBeneficiary.beneficiary.id),
  },
  {
    ...{ ask: "AddNeed", by: "caseworker" },
    with: ({ person }) => ({ input: { beneficiaryId: person, domain: "EMPLOYMENT", severity: 2 } }),
    says: [IDENTITY, does("need:read"), does("need:write")],
    then: (data, { ids }) => (ids["need"] = data.addNeed.beneficiary.needs[0].id),
  },
  {
    ...{ ask: "MeetNeed", by: "caseworker" },
    with: ({ ids }) => ({ input: { needId: ids["need"] } }),
    says: [IDENTITY, does("need:read"), does("need:write")],
  },
  {
    ...{ ask: "RecordVisit", by: "caseworker" },
    with: ({ person }) => ({ input: { beneficiaryId: person, channel: "MOBILE_UNIT" } }),
    says: [IDENTITY, CONSENTS, does("person:write")],
  },
  {
    ...{ ask: "PrintConsentForm", by: "caseworker" },
    with({ person }) {
      const { how: _how, ...terms } = consent(person, ["HOUSING"]);
      return { input: terms };
    },
    says: [IDENTITY, does("consent:write")],
  },
  {
    ...{ ask: "RecordConsent", by: "caseworker" },
    with: ({ person }) => ({ input: consent(person, ["HOUSING"]) }),
    says: [IDENTITY, CONSENTS, does("consent:write")],
    then: (data, { ids }) => (ids["consent"] = data.grantConsent.beneficiary.consents[0].id),
  },
  {
    ...{ ask: "WithdrawConsent", by: "caseworker" },
    with: ({ ids }) => ({ input: { consentId: ids["consent"] } }),
    says: [IDENTITY, CONSENTS, does("consent:write")],
  },
  {
    ...{ ask: "GrantConsent", by: "caseworker" },
    with: ({ person }) => ({ input: consent(person, ["EMPLOYMENT"]) }),
    says: [IDENTITY, CONSENTS, does("consent:write")],
  },
  { ask: "ConsentLedger", by: "caseworker", with: ({ person }) => ({ id: person }), says: [IDENTITY, CONSENTS] },
  {
    ...{ ask: "Refer", by: "caseworker" },
    with: ({ person }) => ({ input: { beneficiaryId: person, serviceId: HOSTEL } }),
    says: [IDENTITY, LOOP, does("referral:send", "REFERRAL")],
    then: (data, { ids }) => (ids["referral"] = data.refer.referral.id),
  },
  { ask: "AgencyInbox", by: "hostel", with: () => ({ first: 1 }), says: [IDENTITY, CONTACT, LOOP, does("need:read")] },
  {
    ask: "query One($id: ID!) { referral(id: $id) { id state } }",
    by: "hostel",
    with: ({ ids }) => ({ id: ids["referral"] }),
    says: [IDENTITY, LOOP],
  },
  {
    ...{ ask: "AnswerReferral", by: "hostel" },
    with: ({ ids }) => ({ input: { referralId: ids["referral"], answer: "RECEIVE" } }),
    says: [IDENTITY, LOOP, does("referral:answer", "REFERRAL")],
  },
  {
    ...{ ask: "SteerReferral", by: "caseworker" },
    with: ({ ids }) => ({ input: { referralId: ids["referral"], command: "HOLD" } }),
    says: [IDENTITY, LOOP, does("referral:send", "REFERRAL")],
  },
  {
    ...{ ask: "ReferTogether", by: "caseworker" },
    with: ({ person }) => ({ input: { referrals: [{ beneficiaryId: person, serviceId: TRAINING }] } }),
    says: [IDENTITY, LOOP, does("referral:send", "REFERRAL")],
    then: (data, { ids }) => (ids["training"] = data.referTogether.referrals[0].id),
  },
  {
    ...{ ask: "AnswerReferral", by: "oaed" },
    with: ({ ids }) => ({ input: { referralId: ids["training"], answer: "DECLINE", reason: "UNSUITABLE" } }),
    says: [IDENTITY, LOOP, does("referral:answer", "REFERRAL")],
  },
  {
    ...{ ask: "Alternatives", by: "caseworker" },
    with: ({ ids }) => ({ referralId: ids["training"] }),
    says: [IDENTITY, LOOP],
  },
  {
    ...{ ask: "SteerReferral", by: "caseworker" },
    with: ({ ids }) => ({ input: { referralId: ids["training"], command: "ASK_REVIEW", reason: "NOT_ASSESSED" } }),
    says: [IDENTITY, LOOP, does("referral:send", "REFERRAL")],
  },
  {
    ...{ ask: "ReviewDecline", by: "head" },
    with: ({ ids }) => ({ input: { referralId: ids["training"], verdict: "OVERTURN", note: "Πληροί τους όρους." } }),
    says: [IDENTITY, LOOP, does("referral:review", "REFERRAL")],
  },
  {
    ...{ ask: "TransferReferral", by: "caseworker" },
    with: ({ ids }) => ({ input: { referralId: ids["training"], serviceId: HOSTEL, reason: "BETTER_FIT" } }),
    says: [IDENTITY, LOOP, does("referral:send", "REFERRAL")],
  },
  {
    ...{ ask: "PostMessage", by: "caseworker" },
    with: ({ ids }) => ({ input: { referralId: ids["referral"], text: "Μόνο πρωινές ώρες." } }),
    says: [IDENTITY, LOOP, does("message:write", "REFERRAL")],
  },
  {
    ...{ ask: "Conversation", by: "hostel" },
    with: ({ ids }) => ({ referralId: ids["referral"] }),
    says: [IDENTITY, LOOP, does("message:read", "REFERRAL")],
  },
  {
    ...{ ask: "FindBeneficiary", by: "caseworker" },
    with: () => ({ search: { name: "monadikopoulou" } }),
    says: [IDENTITY, CONTACT],
  },
  { ask: "FollowBeneficiary", by: "caseworker", with: ({ person }) => ({ id: person }), says: FOLLOWED },
  {
    ...{ ask: "FollowBeneficiary", by: "caseworker", amongOthers: true },
    with: () => ({ id: SHOWCASE }),
    says: [IDENTITY, HOUSEHOLD],
    names: ({ ids }) => ids["household"]!.split(" "),
    then(data, { ids }) {
      const { members } = data.beneficiary.household;
      ids["household"] = members.map((member: { beneficiary: { id: string } }) => member.beneficiary.id).join(" ");
    },
  },
  {
    ...{ ask: "RequestCorrection", by: "caseworker" },
    with: ({ person }) => ({
      input: {
        ...{ beneficiaryId: person, holderId: agencyId("cc-paionia"), category: "IDENTITY", field: "birthDate" },
        ...{ wrong: "1980-01-01", right: "1981-01-01", evidence: "Ληξιαρχική πράξη γέννησης" },
      },
    }),
    says: [IDENTITY, CONSENTS, does("person:write")],
    then: (data, { ids }) => (ids["correction"] = data.requestCorrection.correction.id),
  },
  { ask: "Corrections", by: "caseworker", with: () => ({ state: "OPEN" }), says: [IDENTITY, CONSENTS] },
  {
    ...{ ask: "AnswerCorrection", by: "caseworker" },
    with: ({ ids }) => ({ input: { correctionId: ids["correction"], applied: true } }),
    says: [IDENTITY, CONSENTS, does("person:write")],
  },
  {
    ...{ ask: "MarkStaff", by: "head" },
    with: ({ person }) => ({ input: { beneficiaryId: person, organisationId: agencyId("oaed") } }),
    says: [IDENTITY, CONSENTS, does("person:write")],
  },
  {
    ...{ ask: "UnmarkStaff", by: "head" },
    with: ({ person }) => ({ input: { beneficiaryId: person, organisationId: agencyId("oaed") } }),
    says: [IDENTITY, CONSENTS, does("person:write")],
  },
  {
    ...{ ask: "AccessLog", by: "head", purpose: "OVERSIGHT", amongOthers: true },
    with: ({ person }) => ({ id: person, first: 1 }),
    says: [IDENTITY, "accountability accesslog:read IDENTITY: PUBLIC_TASK"],
  },
  {
    ...{ ask: "OpenSubjectRequest", by: "caseworker" },
    with: ({ person }) => ({ input: request(person, "ACCESS", { receivedOn: dayIn(-1) }) }),
    says: [IDENTITY, does("person:write")],
    then: (data, { ids }) => (ids["request"] = data.openSubjectRequest.request.id),
  },
];
