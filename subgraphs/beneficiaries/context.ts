import type { Database } from "../kernel/database/database";
import type { Vault } from "../kernel/secrets/vault";
import type { ServedCall, Surroundings } from "../kernel/subgraph";
import { ConsentRepository } from "./data/consent.repository";
import { CorrectionRepository } from "./data/correction.repository";
import { DirectoryClient } from "./data/directory.client";
import { PostgresDocumentStore } from "./data/document-store";
import { FeastsClient } from "./data/feasts.client";
import { EmergencyRepository } from "./data/emergency.repository";
import { MessageRepository } from "./data/message.repository";
import { NoticeMailRepository } from "./data/notice-mail.repository";
import { NoticeRepository } from "./data/notice.repository";
import { PersonRepository } from "./data/person.repository";
import { RecordRepository } from "./data/record.repository";
import { RecordChangeWriter } from "./data/record-change.writer";
import { ReferralRepository } from "./data/referral.repository";
import { StaffRepository } from "./data/staff.repository";
import { SubjectRequestRepository } from "./data/subject-request.repository";
import { ConsentService } from "./domain/consent.service";
import { ConsentFormService } from "./domain/consent-form.service";
import { ConsentTermsService } from "./domain/consent-terms.service";
import { ConversationService } from "./domain/conversation.service";
import { DocumentService } from "./domain/document.service";
import { EmergencyReviewService } from "./domain/emergency-review.service";
import { EmergencyService } from "./domain/emergency.service";
import { LiveService } from "./domain/live.service";
import { NoticeMailService } from "./domain/notice-mail.service";
import { NoticeService } from "./domain/notice.service";
import { CorrectionService } from "./domain/correction.service";
import { CentreErasureService } from "./domain/erasure.service";
import { PersonService } from "./domain/person.service";
import { RecordService } from "./domain/record.service";
import { ReferralMovingService } from "./domain/referral-moving.service";
import { ReferralSendingService } from "./domain/referral-sending.service";
import { ReferralService } from "./domain/referral.service";
import { ServiceChoice } from "./domain/service-choice.service";
import { StaffService } from "./domain/staff.service";
import { SubjectRequestService } from "./domain/subject-request.service";
import { toBeneficiary } from "./graphql/beneficiary.mapper";
import type { Beneficiary } from "./graphql/beneficiary.type";

/** What a resolver of this subgraph can reach. */
export interface Context {
  readonly people: PersonService;
  readonly records: RecordService;
  readonly consents: ConsentService;
  readonly consentForms: ConsentFormService;
  readonly referrals: ReferralService;
  readonly moving: ReferralMovingService;
  readonly sending: ReferralSendingService;
  readonly services: ServiceChoice;
  readonly conversations: ConversationService;
  readonly documents: DocumentService;
  readonly subjectRequests: SubjectRequestService;
  readonly emergencies: EmergencyService;
  readonly reviews: EmergencyReviewService;
  readonly notices: NoticeService;
  readonly noticeMail: NoticeMailService;
  readonly live: LiveService;
  readonly staff: StaffService;
  readonly erasure: CentreErasureService;
  readonly corrections: CorrectionService;
  readonly vault: Vault;
  /** A person by id, as the viewer may see them: what every link to a person leads to. */
  readonly showPerson: (id: string) => Promise<Beneficiary | null>;
}

export const assemble = (database: Database, { callPeer, vault, feed, postman }: Surroundings) => {
  const feasts = new FeastsClient(callPeer);
  return (call: ServedCall): Context => {
    const { viewer } = call;
    const persons = new PersonRepository(database, viewer);
    const kept = new RecordRepository(database, viewer);
    const given = new ConsentRepository(database, viewer);
    const sent = new ReferralRepository(database, viewer);
    const opened = new EmergencyRepository(database, viewer);
    const directory = new DirectoryClient(callPeer, call);
    const people = new PersonService(call, persons, database, vault);
    const terms = new ConsentTermsService(people, directory);
    const consentForms = new ConsentFormService(terms, directory);
    const requests = new SubjectRequestRepository(database, viewer);
    const subjectRequests = new SubjectRequestService(call, requests, people, database);
    const referrals = new ReferralService(call, sent, people);
    const services = new ServiceChoice(viewer, directory, sent, given);
    const moving = new ReferralMovingService(call, referrals, people, services, feasts, database);
    const written = new MessageRepository(database, viewer, vault);
    const conversations = new ConversationService(call, written, referrals, people, database, vault);
    const wished = new NoticeMailRepository(database, viewer, vault);
    const store = new PostgresDocumentStore(database, vault);
    return {
      people,
      records: new RecordService(viewer, kept, people, database),
      consents: new ConsentService(viewer, given, terms, consentForms, people, persons, database),
      consentForms,
      referrals,
      moving,
      sending: new ReferralSendingService(call, referrals, moving, kept, people, services, feasts, database),
      services,
      conversations,
      documents: new DocumentService(call, written, store, conversations, people, database, vault),
      emergencies: new EmergencyService(call, opened, persons, database, vault),
      reviews: new EmergencyReviewService(call, opened, database),
      notices: new NoticeService(viewer, new NoticeRepository(database, viewer), database),
      noticeMail: new NoticeMailService(viewer, wished, database, vault, postman),
      live: new LiveService(call, feed),
      staff: new StaffService(viewer, new StaffRepository(database, viewer), people, directory, database),
      subjectRequests,
      corrections: new CorrectionService(
        ...([call, new CorrectionRepository(database, viewer, vault), people, database] as const),
        ...([vault, new RecordChangeWriter(vault)] as const),
      ),
      erasure: new CentreErasureService(call, subjectRequests, people, database),
      vault,
      showPerson: (id) => people.find(id).then((seen) => seen && toBeneficiary(seen, vault)),
    };
  };
};
