import { athensDay } from "../../kernel/athens";
import { newId } from "../../kernel/identifier";
import { getRow, type Desk, type Repeatable, type Work } from "../../kernel/referred/desk";
import { badInput, Refusal } from "../../kernel/refusal";
import {
  HOLD_APPLICATION,
  HOLD_ENROLMENT,
  PROGRAMME,
  records,
  type HeldApplication,
  type HeldEnrolment,
  type OwnApplication,
  type OwnEnrolment,
  type ProgrammeFacts,
} from "../data/application.repository";
import { checkDocuments, checkEntitlement, checkVerdict, type Entitling, type Verdict } from "./application.rules";
import { categoryOf } from "./programme-category.rules";

export interface Applying extends Repeatable {
  readonly beneficiaryId: string;
  readonly referralId?: string | null;
  readonly programmeId: string;
  readonly missingDocuments: readonly string[];
}

export interface Deciding extends Repeatable {
  readonly applicationId: string;
  readonly verdict: Verdict;
  readonly reason?: string | null;
}

export interface Enrolling extends Entitling, Repeatable {
  readonly applicationId: string;
  readonly from: string;
  readonly until?: string | null;
  readonly inKind?: string | null;
}

export interface Ending extends Repeatable {
  readonly enrolmentId: string;
  readonly on: string;
}

/** Applications and places in the programmes which the viewer's own organisation runs. */
export class ApplicationService {
  constructor(private readonly desk: Desk) {}

  /** Takes down what a referred person applies for. CONFLICT for who has an open application for it here. */
  apply(input: Applying): Promise<OwnApplication> {
    return this.desk.record("applyForProgramme", input, (work) => this.enter(work, input), readApplication);
  }

  /** Decides an application; rejected or withdrawn it completes the referral. */
  decide(input: Deciding): Promise<OwnApplication> {
    return this.desk.record("decideApplication", input, (work) => this.settle(work, input), readApplication);
  }

  /** Gives a place on an approved application. CONFLICT for who is in the programme already. */
  enrol(input: Enrolling): Promise<OwnEnrolment> {
    return this.desk.record("enrolInProgramme", input, (work) => this.place(work, input), readEnrolment);
  }

  /** Ends a place and completes the referral. */
  end(input: Ending): Promise<OwnEnrolment> {
    return this.desk.record("endProgrammeEnrolment", input, (work) => this.close(work, input), readEnrolment);
  }

  private async enter(work: Work, input: Applying): Promise<string> {
    const referral = await this.desk.getReferral(work, input);
    const programme = await getRow<ProgrammeFacts>(work, "programme", PROGRAMME, input.programmeId);
    const today = athensDay(work.now);
    if ((programme.validFrom ?? today) > today || (programme.validUntil ?? today) < today) {
      throw badInput("programmeId", "closed", "This programme takes no applications today.");
    }
    const told = { id: newId(), beneficiaryId: input.beneficiaryId, referralId: referral.id };
    const { organisationId, now } = work;
    const application = {
      ...{ ...told, organisationId, programmeId: programme.id, status: "SUBMITTED", startedAt: now, submittedAt: now },
      confidential: programme.confidential || referral.confidential,
      missingDocuments: [...checkDocuments(input.missingDocuments)],
    };
    await records.apply(work.tx, application, stepOf(work, told.beneficiaryId, "SUBMITTED", 0));
    await this.desk.tell(work, "application-submitted", told);
    return told.id;
  }

  private async settle(work: Work, input: Deciding): Promise<string> {
    const application = await getRow<HeldApplication>(work, "application", HOLD_APPLICATION, input.applicationId);
    checkVerdict(application, input);
    const { id, beneficiaryId } = application;
    const steps = await records.countSteps(work.tx, "application", id, beneficiaryId);
    const reason = input.reason?.trim() || null;
    await records.decide(work.tx, id, stepOf(work, beneficiaryId, input.verdict, steps, reason));
    const outcome = OUTCOMES[input.verdict];
    if (outcome) await this.desk.tell(work, "application-closed", application, outcome);
    return id;
  }

  private async place(work: Work, input: Enrolling): Promise<string> {
    const application = await getRow<HeldApplication>(work, "application", HOLD_APPLICATION, input.applicationId);
    if (application.status !== "APPROVED") {
      throw new Refusal("ILLEGAL_TRANSITION", "A place is given on an approved application.", {
        ...{ state: application.status, allowed: [] },
      });
    }
    checkEntitlement(input);
    const { from: startsOn, until = null, amountMinor = null, currency = null, period = null } = input;
    if (until !== null && until < startsOn) throw badInput("until", "order", "The last day is before the first.");
    const { beneficiaryId, referralId, programmeId, confidential, id: applicationId } = application;
    const told = { id: newId(), beneficiaryId, referralId };
    const money = { amountMinor, currency, period, inKind: input.inKind?.trim() || null };
    const enrolment = {
      ...{ ...told, ...money, applicationId, programmeId, confidential, organisationId: work.organisationId },
      ...{ status: "ACTIVE", startsOn, endsOn: until },
    };
    await records.enrol(work.tx, enrolment, stepOf(work, beneficiaryId, "ACTIVE", 0));
    await this.desk.tell(work, "enrolment-begun", told);
    return told.id;
  }

  private async close(work: Work, { enrolmentId, on }: Ending): Promise<string> {
    const enrolment = await getRow<HeldEnrolment>(work, "enrolment", HOLD_ENROLMENT, enrolmentId);
    const { id, beneficiaryId, status, startsOn } = enrolment;
    const steps = await records.countSteps(work.tx, "enrolment", id, beneficiaryId);
    if (status === "ENDED") throw new Refusal("ILLEGAL_TRANSITION", "This place has ended already.", { state: status });
    if (on > athensDay(work.now)) throw badInput("on", "future", "The last day cannot be to come.");
    if (on < startsOn) throw badInput("on", "order", "The last day is before the first.");
    await records.end(work.tx, id, on, stepOf(work, beneficiaryId, "ENDED", steps));
    await this.desk.tell(work, "enrolment-ended", enrolment, "ENROLLED");
    return id;
  }
}

/** What the loop is told of an application that leads to no place. */
const OUTCOMES: Partial<Record<Verdict, string>> = { REJECTED: "NOT_ELIGIBLE", WITHDRAWN: "REFUSED_BY_CLIENT" };

const stepOf = (
  { now, organisationId }: Work,
  beneficiaryId: string,
  status: string,
  position: number,
  reason: string | null = null,
) => ({ beneficiaryId, status, position, at: now, organisationId, reason });

/** What a record tells of a person is what its programme is about. */
const readApplication: typeof records.readApplication = async (tx, id) => {
  const record = await records.readApplication(tx, id);
  return { ...record, category: categoryOf(record.domain) };
};
const readEnrolment: typeof records.readEnrolment = async (tx, id) => {
  const record = await records.readEnrolment(tx, id);
  return { ...record, category: categoryOf(record.domain) };
};
