import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { KEY_PROMISE } from "../../kernel/key-promise";
import { REFERRAL_MEANING } from "../../kernel/referred/referral-meaning";
import { DateScalar } from "../../kernel/scalars";
import type { Registering } from "../domain/jobseeker.service";
import type { Attending, Enrolling } from "../domain/training.service";
import type { TrainingStatus } from "../domain/training.rules";
import type { Proposal, Settlement } from "../domain/vacancy.service";
import type { MatchOutcome as Outcome } from "../domain/vacancy.rules";
import {
  AttendanceStatus,
  EmploymentRegistration,
  MatchOutcome,
  Placement,
  PlacementKind,
  TrainingAttendance,
  VacancyMatch,
} from "./employment-file.type";

@InputType({ description: "A person to be registered as looking for work." })
export class RegisterJobseekerInput implements Registering {
  @Field(() => ID, { description: "Who; somebody referred to the employment service." })
  beneficiaryId!: string;

  @Field(() => ID, { nullable: true, description: REFERRAL_MEANING })
  referralId?: string | null;

  @Field(() => ID, { description: "The local office (ΚΠΑ2) that keeps it." })
  officeId!: string;

  @Field(() => String, { nullable: true, description: "ISCO-08 unit group of the occupation sought, four digits." })
  occupationCode?: string | null;

  @Field(() => String, { nullable: true, description: "The occupation sought, in Greek; at most 200 characters." })
  occupation?: string | null;

  @Field(() => Int, { nullable: true, description: "Highest education, ISCED 2011 level 0 to 8." })
  educationLevel?: number | null;

  @Field(() => Int, { defaultValue: 0, description: "Work experience in months." })
  experienceMonths!: number;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@ObjectType({ description: "What became of a registration." })
export class RegisterJobseekerPayload {
  @Field(() => EmploymentRegistration, { description: "The new registration." })
  registration!: EmploymentRegistration;
}

@InputType({ description: "A person to be given a place in a course." })
export class EnrolInCourseInput implements Enrolling {
  @Field(() => ID, { description: "Who; somebody referred to the employment service." })
  beneficiaryId!: string;

  @Field(() => ID, { nullable: true, description: REFERRAL_MEANING })
  referralId?: string | null;

  @Field(() => ID, { description: "The course; one that has not ended." })
  courseId!: string;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@InputType({ description: "How a place in a course goes on." })
export class RecordTrainingInput implements Attending {
  @Field(() => ID, { description: "The place in the course." })
  attendanceId!: string;

  @Field(() => AttendanceStatus, { description: "How it stands from now on." })
  status!: TrainingStatus;

  @Field(() => Int, { description: "Hours attended in all; never fewer than before." })
  hoursAttended!: number;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@ObjectType({ description: "What became of a place in a course." })
export class TrainingPayload {
  @Field(() => TrainingAttendance, { description: "The place, as it stands now." })
  training!: TrainingAttendance;
}

@InputType({ description: "A vacancy to be proposed to a jobseeker." })
export class ProposeVacancyInput implements Proposal {
  @Field(() => ID, { description: "Whose open registration." })
  registrationId!: string;

  @Field(() => ID, { description: "Which open vacancy." })
  vacancyId!: string;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@InputType({ description: "What became of a proposed vacancy." })
export class SettleMatchInput implements Settlement {
  @Field(() => ID, { description: "The proposal." })
  matchId!: string;

  @Field(() => MatchOutcome, { description: "What became of it." })
  outcome!: Outcome;

  @Field(() => DateScalar, { nullable: true, description: "First day of work; required with HIRED." })
  startsOn?: string | null;

  @Field(() => PlacementKind, {
    nullable: true,
    description: "What kind of job, with HIRED; an ordinary one if not said.",
  })
  kind?: string | null;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@ObjectType({ description: "What became of a proposal." })
export class MatchPayload {
  @Field(() => VacancyMatch, { description: "The proposal, as it stands now." })
  match!: VacancyMatch;

  @Field(() => Placement, { nullable: true, description: "The job, when the person was hired." })
  placement!: Placement | null;
}
