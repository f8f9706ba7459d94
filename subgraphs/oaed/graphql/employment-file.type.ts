import { Directive, Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { PERSONAL } from "../../kernel/disclosure/personal";
import { Access } from "../../kernel/access.type";
import { DateScalar } from "../../kernel/scalars";

export enum RegistrationStatus {
  UNEMPLOYED = "UNEMPLOYED",
  LONG_TERM_UNEMPLOYED = "LONG_TERM_UNEMPLOYED",
  IN_TRAINING = "IN_TRAINING",
  PLACED = "PLACED",
  LAPSED = "LAPSED",
}
registerEnumType(RegistrationStatus, {
  name: "RegistrationStatus",
  description: "Where a jobseeker stands with the employment service.",
  valuesConfig: {
    UNEMPLOYED: { description: "Registered as unemployed (άνεργος), for up to twelve months." },
    LONG_TERM_UNEMPLOYED: { description: "Registered for more than twelve months (μακροχρόνια άνεργος)." },
    IN_TRAINING: { description: "In a vocational training course (σε κατάρτιση)." },
    PLACED: { description: "Found work (τοποθετημένος)." },
    LAPSED: { description: "The card was not renewed in time (έληξε η κάρτα ανεργίας)." },
  },
});

export enum AttendanceStatus {
  ENROLLED = "ENROLLED",
  ATTENDING = "ATTENDING",
  COMPLETED = "COMPLETED",
  DROPPED_OUT = "DROPPED_OUT",
}
registerEnumType(AttendanceStatus, {
  name: "AttendanceStatus",
  description: "How a person's training course went.",
  valuesConfig: {
    ENROLLED: { description: "Enrolled, the course has not begun (εγγεγραμμένος)." },
    ATTENDING: { description: "Attending (παρακολουθεί)." },
    COMPLETED: { description: "Completed with certificate (ολοκλήρωσε)." },
    DROPPED_OUT: { description: "Left before the end (διέκοψε)." },
  },
});

export enum MatchOutcome {
  PROPOSED = "PROPOSED",
  INTERVIEW = "INTERVIEW",
  HIRED = "HIRED",
  NOT_CHOSEN = "NOT_CHOSEN",
  DECLINED = "DECLINED",
}
registerEnumType(MatchOutcome, {
  name: "MatchOutcome",
  description: "What became of a vacancy that was proposed to a jobseeker.",
  valuesConfig: {
    PROPOSED: { description: "Proposed (υποδείχθηκε)." },
    INTERVIEW: { description: "Invited to an interview (συνέντευξη)." },
    HIRED: { description: "Hired (προσλήφθηκε)." },
    NOT_CHOSEN: { description: "The employer chose somebody else (δεν επελέγη)." },
    DECLINED: { description: "The jobseeker declined (δεν αποδέχθηκε)." },
  },
});

export enum PlacementKind {
  EMPLOYMENT = "EMPLOYMENT",
  SUBSIDISED = "SUBSIDISED",
  APPRENTICESHIP = "APPRENTICESHIP",
  WORK_EXPERIENCE = "WORK_EXPERIENCE",
}
registerEnumType(PlacementKind, {
  name: "PlacementKind",
  description: "What kind of job a placement is.",
  valuesConfig: {
    EMPLOYMENT: { description: "An ordinary job (απασχόληση)." },
    SUBSIDISED: { description: "A subsidised job (επιδοτούμενη θέση)." },
    APPRENTICESHIP: { description: "An apprenticeship (μαθητεία)." },
    WORK_EXPERIENCE: { description: "Acquisition of work experience (απόκτηση εργασιακής εμπειρίας)." },
  },
});

@Directive(PERSONAL)
@ObjectType({ description: "A jobseeker's registration (κάρτα ανεργίας) with the profile the counsellor keeps." })
export class EmploymentRegistration {
  @Field(() => ID, { description: "Id of the registration (UUIDv7)." })
  id!: string;

  @Field(() => RegistrationStatus, { description: "Where the person stands." })
  status!: string;

  @Field(() => DateScalar, { description: "First day of the registration." })
  since!: string;

  @Field(() => DateScalar, { description: "When the person last confirmed it; due every three months." })
  lastConfirmedOn!: string;

  @Field(() => DateScalar, { nullable: true, description: "Last day of the registration; null while it is open." })
  endedOn!: string | null;

  @Field({ description: "The local office (ΚΠΑ2) that keeps it." })
  office!: string;

  @Field(() => String, { nullable: true, description: "ISCO-08 code of the occupation sought." })
  occupationCode!: string | null;

  @Field(() => String, { nullable: true, description: "The occupation sought, in Greek." })
  occupation!: string | null;

  @Field(() => Int, { nullable: true, description: "Highest education, ISCED 2011 level 0 to 8." })
  educationLevel!: number | null;

  @Field(() => Int, { description: "Work experience in months." })
  experienceMonths!: number;
}

@Directive(PERSONAL)
@ObjectType({ description: "A person's place in a vocational training course." })
export class TrainingAttendance {
  @Field(() => ID, { description: "Id of the attendance (UUIDv7)." })
  id!: string;

  @Field({ description: "Title of the course, in Greek." })
  title!: string;

  @Field({ description: "Field of training." })
  field!: string;

  @Field(() => Int, { description: "Length of the course in hours." })
  hours!: number;

  @Field(() => Int, { description: "Hours the person attended so far." })
  hoursAttended!: number;

  @Field(() => AttendanceStatus, { description: "How it went." })
  status!: string;

  @Field(() => DateScalar, { description: "First day of the course." })
  startsOn!: string;

  @Field(() => DateScalar, { description: "Last day of the course." })
  endsOn!: string;
}

@Directive(PERSONAL)
@ObjectType({ description: "A vacancy proposed to a jobseeker." })
export class VacancyMatch {
  @Field(() => ID, { description: "Id of the match (UUIDv7)." })
  id!: string;

  @Field({ description: "The job, in Greek." })
  title!: string;

  @Field({ description: "The employer." })
  employer!: string;

  @Field({ description: "ISCO-08 code of the job." })
  occupationCode!: string;

  @Field(() => DateScalar, { description: "When it was proposed." })
  proposedOn!: string;

  @Field(() => MatchOutcome, { description: "What became of it." })
  outcome!: string;
}

@Directive(PERSONAL)
@ObjectType({ description: "A job the person took up through the service." })
export class Placement {
  @Field(() => ID, { description: "Id of the placement (UUIDv7)." })
  id!: string;

  @Field({ description: "The employer." })
  employer!: string;

  @Field(() => PlacementKind, { description: "What kind of job it is." })
  kind!: string;

  @Field(() => DateScalar, { description: "First day." })
  startsOn!: string;

  @Field(() => DateScalar, { nullable: true, description: "Last day; null while it lasts." })
  endsOn!: string | null;
}

@Directive(PERSONAL)
@ObjectType({
  description:
    "What the employment service (ΟΑΕΔ, since 2022 ΔΥΠΑ) recorded of a person. The content is null when access is " +
    "not granted; a registration that is null with access granted means there is none.",
})
export class EmploymentFile {
  @Field(() => Access, { description: "Whether you may see the content, and why or why not." })
  access!: Access;

  @Field(() => EmploymentRegistration, { nullable: true, description: "The newest registration." })
  registration!: EmploymentRegistration | null;

  @Field(() => [EmploymentRegistration], { nullable: true, description: "Every registration, newest first." })
  registrations!: EmploymentRegistration[] | null;

  @Field(() => [TrainingAttendance], { nullable: true, description: "Training courses, newest first." })
  trainings!: TrainingAttendance[] | null;

  @Field(() => [VacancyMatch], { nullable: true, description: "Vacancies proposed, newest first." })
  matches!: VacancyMatch[] | null;

  @Field(() => [Placement], { nullable: true, description: "Jobs taken up, newest first." })
  placements!: Placement[] | null;
}
