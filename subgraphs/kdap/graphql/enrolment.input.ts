import { Field, ID, InputType, ObjectType, registerEnumType } from "type-graphql";
import { KEY_PROMISE } from "../../kernel/key-promise";
import { REFERRAL_MEANING } from "../../kernel/referred/referral-meaning";
import { DateScalar } from "../../kernel/scalars";
import type { Attendance, Ending, Enrolling } from "../domain/enrolment.service";
import { ChildcareEnrolment } from "./childcare-file.type";

export enum ChildcareAttendance {
  PRESENT = "PRESENT",
  ABSENT = "ABSENT",
  EXCUSED = "EXCUSED",
}
registerEnumType(ChildcareAttendance, {
  name: "ChildcareAttendance",
  description: "Whether a child came on a day.",
  valuesConfig: {
    PRESENT: { description: "The child came (παρόν)." },
    ABSENT: { description: "The child did not come (απόν)." },
    EXCUSED: { description: "The child did not come, with a reason such as illness (δικαιολογημένη απουσία)." },
  },
});

@InputType({ description: "A child to be given a place in a group, or to be put on its list." })
export class EnrolChildInput implements Enrolling {
  @Field(() => ID, { description: "The child; somebody referred to your organisation." })
  beneficiaryId!: string;

  @Field(() => ID, { nullable: true, description: REFERRAL_MEANING })
  referralId?: string | null;

  @Field(() => ID, { description: "The group (τμήμα); one of your organisation." })
  slotId!: string;

  @Field(() => DateScalar, { description: "The child's date of birth, as the referral shows it; checked, not kept." })
  birthDate!: string;

  @Field(() => ID, { nullable: true, description: "The guardian, when known to a Community Centre." })
  guardianId?: string | null;

  @Field(() => String, { nullable: true, description: "Name of a guardian who is not; one of the two is required." })
  guardianName?: string | null;

  @Field(() => DateScalar, { description: "First day wished for; within the term." })
  from!: string;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@InputType({ description: "Whether a child came on a day." })
export class RecordAttendanceInput implements Attendance {
  @Field(() => ID, { description: "The child's place." })
  enrolmentId!: string;

  @Field(() => DateScalar, { description: "A day on which the group met; today or earlier." })
  day!: string;

  @Field(() => ChildcareAttendance, { description: "Whether they came." })
  status!: Attendance["status"];

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@InputType({ description: "The end of a child's place, or of the wish for one." })
export class EndEnrolmentInput implements Ending {
  @Field(() => ID, { description: "The place." })
  enrolmentId!: string;

  @Field(() => DateScalar, { description: "The last day; today or earlier." })
  on!: string;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@ObjectType({ description: "What became of a child's place." })
export class ChildcareEnrolmentPayload {
  @Field(() => ChildcareEnrolment, { description: "The place, as it stands now." })
  enrolment!: ChildcareEnrolment;
}
