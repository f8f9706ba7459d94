import { ErasureResolver } from "../kernel/retention/erasure.resolver";
import type { SealedColumn } from "../kernel/secrets/rotation";
import type { SubgraphDefinition } from "../kernel/subgraph";
import { assemble } from "./context";
import { BeneficiaryRow, ContactRow, HouseholdMemberRow, IdentifierRow } from "./data/beneficiary.row";
import { ConsentEventRow, ConsentRow } from "./data/consent.row";
import { CreateBeneficiaries1780000000000 } from "./data/migrations/1780000000000-create-beneficiaries";
import { AppointGuardians1780000026400 } from "./data/migrations/1780000026400-appoint-guardians";
import { SealCorrections1780000026300 } from "./data/migrations/1780000026300-seal-corrections";
import { TakeEvents1780000019000 } from "./data/migrations/1780000019000-take-events";
import { WallRows1780000001000 } from "./data/migrations/1780000001000-wall-rows";
import { MatchUnderTwoKeys1780000002000 } from "./data/migrations/1780000002000-match-under-two-keys";
import { KeepConsentLedger1780000002100 } from "./data/migrations/1780000002100-keep-consent-ledger";
import { GateRareWalls1780000021000 } from "./data/migrations/1780000021000-gate-rare-walls";
import { BreakTheGlass1780000002500 } from "./data/migrations/1780000002500-break-the-glass";
import { CorrectRecords1780000019500 } from "./data/migrations/1780000019500-correct-records";
import { LookUpReferralsAlike1780000026000 } from "./data/migrations/1780000026000-look-up-referrals-alike";
import { ReadThroughWalls1780000061000 } from "./data/migrations/1780000061000-read-through-walls";
import { LetPeopleLeave1780000020000 } from "./data/migrations/1780000020000-let-people-leave";
import { TellOfReferrals1780000032320 } from "./data/migrations/1780000032320-tell-of-referrals";
import { FollowLive1780000032300 } from "./data/migrations/1780000032300-follow-live";
import { WallByRole1780000002900 } from "./data/migrations/1780000002900-wall-by-role";
import { CreateSubjectRequests1780000002200 } from "./data/migrations/1780000002200-create-subject-requests";
import { PartRequestAndFulfilment1780000030100 } from "./data/migrations/1780000030100-part-request-and-fulfilment";
import { TellHeads1780000070000 } from "./data/migrations/1780000070000-tell-heads";
import { KeepConversations1780000071100 } from "./data/migrations/1780000071100-keep-conversations";
import { HideDiscreetOpeners1780000101210 } from "./data/migrations/1780000101210-hide-discreet-openers";
import { HideNamedServices1780000101100 } from "./data/migrations/1780000101100-hide-named-services";
import { HideNeeds1780000081800 } from "./data/migrations/1780000081800-hide-needs";
import { ReadJourneysThroughAWall1780000082200 } from "./data/migrations/1780000082200-read-journeys-through-a-wall";
import { SweepDocuments1780000083000 } from "./data/migrations/1780000083000-sweep-documents";
import { HeedRestrictions1780000091800 } from "./data/migrations/1780000091800-heed-restrictions";
import { TellRecipients1780000091830 } from "./data/migrations/1780000091830-tell-recipients";
import { TellOfMessages1780000081400 } from "./data/migrations/1780000081400-tell-of-messages";
import { MailNotices1780000081410 } from "./data/migrations/1780000081410-mail-notices";
import { CountUnread1780000091330 } from "./data/migrations/1780000091330-count-unread";
import { ProveAddresses1780000091320 } from "./data/migrations/1780000091320-prove-addresses";
import { RestrictProcessing1780000081900 } from "./data/migrations/1780000081900-restrict-processing";
import { EmergencyAccessRow, EmergencyAttemptRow, EmergencyReviewRow } from "./data/emergency.row";
import { DocumentPartRow, DocumentRow, MessageRow } from "./data/message.row";
import { KnownAgencyRow } from "./data/known-agency.row";
import { NoticeMailRow, NoticePreferenceRow } from "./data/notice-mail.row";
import { NoticeReadingRow, NoticeRow } from "./data/notice.row";
import { StaffMarkRow } from "./data/staff-mark.row";
import { NeedRow, VisitRow } from "./data/record.row";
import { ReferralRow, ReferralStepRow } from "./data/referral.row";
import { CorrectionRow } from "./data/correction.row";
import { ErasureOutcomeRow } from "./data/erasure-outcome.row";
import { SubjectRequestRow, SubjectRequestStepRow } from "./data/subject-request.row";
import { IdempotencyRow } from "../kernel/database/idempotency.row";
import { InboxRefusalRow, InboxRow } from "../kernel/database/inbox.row";
import { DeliveryRow, OutboxRow, SubscriptionRow } from "../kernel/database/outbox.row";
import { TellAgencies1780000025000 } from "./data/migrations/1780000025000-tell-agencies";
import { consumes } from "./events";
import { jobs } from "./jobs";
import { BeneficiaryResolver, HouseholdMemberResolver, referenceBeneficiary } from "./graphql/beneficiary.resolver";
import { Beneficiary } from "./graphql/beneficiary.type";
import { BeneficiaryConsentResolver, ConsentResolver } from "./graphql/consent.resolver";
import { EmergencyResolver } from "./graphql/emergency.resolver";
import { LiveResolver } from "./graphql/live.resolver";
import { BeneficiaryMessagesResolver, ConversationResolver, DocumentResolver } from "./graphql/message.resolver";
import { NoticeMailResolver } from "./graphql/notice-mail.resolver";
import { NoticeResolver } from "./graphql/notice.resolver";
import { StaffResolver } from "./graphql/staff.resolver";
import { ReferralResolver, referenceReferral } from "./graphql/referral.resolver";
import { BeneficiaryCorrectionsResolver, CorrectionResolver } from "./graphql/correction.resolver";
import { ErasurePlanResolver } from "./graphql/erasure.resolver";
import { Referral } from "./graphql/referral.type";
import { BeneficiaryRequestsResolver, SubjectRequestResolver } from "./graphql/subject-request.resolver";

/** The Community Centres: people, households, needs, consents, visits and referrals. */
export const beneficiaries: SubgraphDefinition = {
  name: "beneficiaries",
  resolvers: [
    BeneficiaryResolver,
    HouseholdMemberResolver,
    ConsentResolver,
    BeneficiaryConsentResolver,
    EmergencyResolver,
    NoticeResolver,
    NoticeMailResolver,
    StaffResolver,
    ReferralResolver,
    ConversationResolver,
    BeneficiaryMessagesResolver,
    DocumentResolver,
    SubjectRequestResolver,
    BeneficiaryRequestsResolver,
    ErasurePlanResolver,
    CorrectionResolver,
    BeneficiaryCorrectionsResolver,
    ErasureResolver,
    LiveResolver,
  ],
  types: [Beneficiary, Referral],
  references: { Beneficiary: referenceBeneficiary, Referral: referenceReferral },
  rows: [
    BeneficiaryRow,
    IdentifierRow,
    ContactRow,
    HouseholdMemberRow,
    NeedRow,
    VisitRow,
    ConsentRow,
    ConsentEventRow,
    ReferralRow,
    ReferralStepRow,
    MessageRow,
    DocumentRow,
    DocumentPartRow,
    SubjectRequestRow,
    SubjectRequestStepRow,
    StaffMarkRow,
    EmergencyAttemptRow,
    EmergencyAccessRow,
    EmergencyReviewRow,
    NoticeRow,
    NoticeReadingRow,
    NoticePreferenceRow,
    NoticeMailRow,
    ErasureOutcomeRow,
    CorrectionRow,
    KnownAgencyRow,
    IdempotencyRow,
    InboxRow,
    InboxRefusalRow,
    OutboxRow,
    SubscriptionRow,
    DeliveryRow,
  ],
  migrations: [
    CreateBeneficiaries1780000000000,
    WallRows1780000001000,
    MatchUnderTwoKeys1780000002000,
    KeepConsentLedger1780000002100,
    CreateSubjectRequests1780000002200,
    BreakTheGlass1780000002500,
    WallByRole1780000002900,
    TakeEvents1780000019000,
    CorrectRecords1780000019500,
    LetPeopleLeave1780000020000,
    GateRareWalls1780000021000,
    LookUpReferralsAlike1780000026000,
    TellAgencies1780000025000,
    FollowLive1780000032300,
    TellOfReferrals1780000032320,
    ReadThroughWalls1780000061000,
    SealCorrections1780000026300,
    AppointGuardians1780000026400,
    PartRequestAndFulfilment1780000030100,
    TellHeads1780000070000,
    KeepConversations1780000071100,
    HideNeeds1780000081800,
    ReadJourneysThroughAWall1780000082200,
    RestrictProcessing1780000081900,
    SweepDocuments1780000083000,
    HeedRestrictions1780000091800,
    TellRecipients1780000091830,
    TellOfMessages1780000081400,
    MailNotices1780000081410,
    ProveAddresses1780000091320,
    CountUnread1780000091330,
    HideNamedServices1780000101100,
    HideDiscreetOpeners1780000101210,
  ],
  sealed: [
    { table: "identifier", column: "sealed", key: { beneficiary_id: "uuid", kind: "text" }, matchedBy: "kind" },
    { table: "contact", column: "sealed", key: { beneficiary_id: "uuid", id: "uuid" } },
    { table: "notice_preference", column: "address_sealed", key: { viewer_id: "uuid" } },
    { table: "message", column: "text_sealed", key: { beneficiary_id: "uuid", id: "uuid" } },
    { table: "document", column: "name_sealed", key: { beneficiary_id: "uuid", id: "uuid" } },
    {
      ...{ table: "document_part", column: "sealed", batch: 8 },
      key: { beneficiary_id: "uuid", document_id: "uuid", number: "integer" },
    },
    ...["wrong_sealed", "right_sealed", "replaced_sealed"].map((column): SealedColumn => ({
      table: "correction",
      column,
      key: { beneficiary_id: "uuid", id: "uuid" },
    })),
  ],
  letsPeopleLeave: true,
  publishes: true,
  assemble,
  consumes,
  jobs,
};
