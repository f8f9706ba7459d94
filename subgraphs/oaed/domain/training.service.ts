import { athensDay } from "../../kernel/athens";
import { newId } from "../../kernel/identifier";
import { getRow, type Desk, type Repeatable, type Work } from "../../kernel/referred/desk";
import { badInput } from "../../kernel/refusal";
import {
  COURSE,
  HOLD_TRAINING,
  trainings,
  type Course,
  type HeldTraining,
  type OwnTraining,
} from "../data/training.repository";
import { checkTraining, type TrainingStatus } from "./training.rules";

export interface Enrolling extends Repeatable {
  readonly beneficiaryId: string;
  readonly referralId?: string | null;
  readonly courseId: string;
}

export interface Attending extends Repeatable {
  readonly attendanceId: string;
  readonly status: TrainingStatus;
  readonly hoursAttended: number;
}

/** Places in vocational training courses (κατάρτιση). */
export class TrainingService {
  constructor(private readonly desk: Desk) {}

  /** Gives somebody who was referred a place in a course that has not ended. CONFLICT for who has one. */
  enrol(input: Enrolling): Promise<OwnTraining> {
    return this.desk.record("enrolInCourse", input, (work) => this.enter(work, input), trainings.read);
  }

  /** Records how it goes. What ends the course ends the referral that led to it. */
  attend(input: Attending): Promise<OwnTraining> {
    return this.desk.record("recordTraining", input, (work) => this.move(work, input), trainings.read);
  }

  private async enter(work: Work, input: Enrolling): Promise<string> {
    const referral = await this.desk.getReferral(work, input);
    const course = await getRow<Course>(work, "course", COURSE, input.courseId);
    if (course.endsOn < athensDay(work.now)) throw badInput("courseId", "ended", "This course has ended.");
    const told = { id: newId(), beneficiaryId: input.beneficiaryId, referralId: referral.id };
    const { organisationId } = work;
    const place = { organisationId, courseId: course.id, status: "ENROLLED", hoursAttended: 0 };
    await trainings.add(work.tx, { ...told, ...place });
    await this.desk.tell(work, "training-begun", told);
    return told.id;
  }

  private async move(work: Work, { attendanceId, status, hoursAttended }: Attending): Promise<string> {
    const training = await getRow<HeldTraining>(work, "attendance", HOLD_TRAINING, attendanceId);
    checkTraining(training, { status, hoursAttended }, athensDay(work.now));
    await trainings.change(work.tx, training.id, { status, hoursAttended });
    if (status === "COMPLETED") await this.desk.tell(work, "training-ended", training, "SERVICE_PROVIDED");
    if (status === "DROPPED_OUT") await this.desk.tell(work, "training-ended", training, "PARTIAL");
    return training.id;
  }
}
