import { athensDay } from "../../kernel/athens";
import { newId } from "../../kernel/identifier";
import { getRow, type Desk, type Repeatable, type Work } from "../../kernel/referred/desk";
import { OFFICE, registrations, type OwnRegistration } from "../data/jobseeker.repository";
import { checkProfile, type Profile } from "./jobseeker.rules";

export interface Registering extends Profile, Repeatable {
  readonly beneficiaryId: string;
  readonly referralId?: string | null;
  readonly officeId: string;
}

/** Registers people who look for work (κάρτα ανεργίας). */
export class JobseekerService {
  constructor(private readonly desk: Desk) {}

  /**
   * Registers somebody who was referred, from today. NOT_FOUND for a stranger and for another service's office;
   * CONFLICT for who is registered already.
   */
  register(input: Registering): Promise<OwnRegistration> {
    return this.desk.record("registerJobseeker", input, (work) => this.enter(work, input), registrations.read);
  }

  private async enter(work: Work, input: Registering): Promise<string> {
    const referral = await this.desk.getReferral(work, input);
    await getRow(work, "office", OFFICE, input.officeId);
    checkProfile(input);
    const { beneficiaryId, officeId, occupationCode = null, occupation, educationLevel = null } = input;
    const { experienceMonths } = input;
    const today = athensDay(work.now);
    const told = { id: newId(), beneficiaryId, referralId: referral.id };
    await registrations.add(work.tx, {
      ...told,
      ...{ organisationId: work.organisationId, officeId, status: "UNEMPLOYED" },
      ...{ since: today, lastConfirmedOn: today, endedOn: null },
      ...{ occupationCode, occupation: occupation?.trim() || null, educationLevel, experienceMonths },
    });
    await this.desk.tell(work, "jobseeker-registered", told);
    return told.id;
  }
}
