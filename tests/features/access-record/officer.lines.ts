import { emergency } from "../../support/emergency";
import { asOwnerRole } from "../../support/owner-role";
import { officer, type Line } from "./line";

const ofPerson = ({ person }: { person: string }) => ({ id: person });
const pages = ({ person }: { person: string }) => ({ id: person, after: null });
const REFERRALS = [officer("person:read", "REFERRAL"), officer("referral:read", "REFERRAL")];
const SEEN = officer("person:read");
const REVIEWS = officer("emergency:review");

/** The data protection officer answers the person; somebody breaks the glass, and it is reviewed. */
export const OFFICER_LINES: readonly Line[] = [
  { ask: "SubjectRequests", by: "dpo", with: () => ({ first: 1 }), says: [officer("request:handle")] },
  {
    ...{ ask: "SubjectRequest", by: "dpo" },
    with: ({ ids }) => ({ id: ids["request"] }),
    says: [officer("request:handle")],
  },
  {
    ...{ ask: "PersonExport", by: "dpo", with: ofPerson, amongOthers: true },
    says: [
      officer("consent:read"),
      "oaed file:read EMPLOYMENT: LEGAL_OBLIGATION",
      "mental-health file:read MENTAL_HEALTH: no, CONFIDENTIAL",
      "shelters file:read SAFETY: no, CONFIDENTIAL",
      "accountability accesslog:read IDENTITY: LEGAL_OBLIGATION",
    ],
  },
  {
    ...{ ask: "MoreAccessLog", by: "dpo", with: pages, amongOthers: true },
    says: [SEEN, "accountability accesslog:read IDENTITY: LEGAL_OBLIGATION"],
  },
  { ask: "MoreReferrals", by: "dpo", with: pages, says: [SEEN, ...REFERRALS] },
  { ask: "MoreSubjectRequests", by: "dpo", with: pages, says: [SEEN, officer("request:handle")] },
  { ask: "MoreMessages", by: "dpo", with: pages, says: [SEEN, officer("message:read", "REFERRAL")] },
  { ask: "MoreCorrections", by: "dpo", with: pages, says: [SEEN, officer("consent:read")] },
  {
    ...{ ask: "AccessLogOfPerson", by: "dpo", with: ofPerson, amongOthers: true },
    says: ["accountability accesslog:read IDENTITY: LEGAL_OBLIGATION"],
  },
  {
    ...{ ask: "AccessRecords", by: "dpo", amongOthers: true },
    with: ({ person }) => ({ filter: { personId: person }, first: 1 }),
    says: ["accountability accesslog:read IDENTITY: LEGAL_OBLIGATION"],
  },
  // What is unusual names workers, not people.
  { ask: "UnusualAccess", by: "dpo", says: [] },
  {
    ...{ ask: "SettleSubjectRequest", by: "dpo" },
    with: ({ ids }) => ({ input: { requestId: ids["request"], decision: "ANSWER" } }),
    says: [officer("request:handle")],
  },
  {
    ...{ ask: "OpenEmergencyAccess", by: "caseworker-dirfys", purpose: "EMERGENCY", amongOthers: true },
    with: ({ person }) => ({ input: emergency({ beneficiaryId: person, categories: ["CONTACT"] }) }),
    says: ["beneficiaries emergency:open CONTACT: VITAL_INTERESTS"],
    then: (data, { ids }) => (ids["emergency"] = data.openEmergencyAccess.emergencyAccess.id),
  },
  {
    ...{ ask: "Notices", by: "dpo", with: () => ({ first: 1 }) },
    says: [REVIEWS],
    then: (data, { ids }) => (ids["notice"] = data.notices.edges[0].node.id),
  },
  // How many, and by e-mail: of nobody.
  { ask: "UnreadNotices", by: "dpo", says: [] },
  { ask: "NoticeMail", by: "dpo", says: [] },
  {
    ...{ ask: "MarkNoticesRead", by: "dpo", says: [] },
    with: ({ ids }) => ({ input: { noticeIds: [ids["notice"]] } }),
  },
  {
    ...{ ask: "MarkAllNoticesRead", by: "dpo", says: [] },
    with: ({ ids }) => ({ input: { upTo: ids["notice"] } }),
  },
  {
    ...{ ask: "SetNoticeMail", by: "dpo", says: [] },
    with: () => ({ input: { address: "dpo@example.gr", rhythm: "OFF" } }),
  },
  {
    ...{ ask: "ProveNoticeMail", by: "dpo", says: [] },
    with: async ({ hub }) => {
      const proven = "update notice_preference set proven_at = now()";
      await asOwnerRole(hub, "beneficiaries", (client) => client.query(proven));
      return { input: { code: "00000000" } };
    },
  },
  {
    ...{ ask: "EndEmergencyAccess", by: "caseworker-dirfys", purpose: "EMERGENCY" },
    with: ({ ids }) => ({ input: { emergencyAccessId: ids["emergency"] } }),
    says: [
      "beneficiaries emergency:open IDENTITY: VITAL_INTERESTS",
      "beneficiaries emergency:review IDENTITY: no, ROLE_NOT_ALLOWED",
    ],
  },
  { ask: "ReviewQueue", by: "dpo", with: () => ({ first: 1 }), says: [REVIEWS] },
  {
    ...{ ask: "ReviewEmergency", by: "dpo", says: [REVIEWS] },
    with: ({ ids }) => ({
      input: { emergencyAccessId: ids["emergency"], verdict: "JUSTIFIED", note: "Ήταν ανάγκη." },
    }),
  },
];
