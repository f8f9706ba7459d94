import { Directive, Field, Float, ID, ObjectType, registerEnumType } from "type-graphql";
import { PERSONAL } from "../../kernel/disclosure/personal";
import { Access } from "../../kernel/access.type";
import { DateScalar } from "../../kernel/scalars";
import { Beneficiary } from "./beneficiary.type";
import { Offer } from "./offer.type";

export enum ChildcareStatus {
  APPLIED = "APPLIED",
  ENROLLED = "ENROLLED",
  WAITLISTED = "WAITLISTED",
  ENDED = "ENDED",
  CANCELLED = "CANCELLED",
}
registerEnumType(ChildcareStatus, {
  name: "ChildcareStatus",
  description: "Where a child stands with a slot.",
  valuesConfig: {
    APPLIED: { description: "The family applied, nothing is decided (αίτηση)." },
    ENROLLED: { description: "The child has a place (εγγεγραμμένο)." },
    WAITLISTED: { description: "No place yet, on the waiting list (σε αναμονή)." },
    ENDED: { description: "The child was enrolled, and it is over (ολοκληρώθηκε)." },
    CANCELLED: { description: "It never began (ακυρώθηκε)." },
  },
});

@Directive(PERSONAL)
@ObjectType({ description: "A child's place in a slot of an activity, or the wish for one (εγγραφή)." })
export class ChildcareEnrolment extends Offer {
  @Field(() => ID, { description: "Id of the enrolment (UUIDv7)." })
  id!: string;

  /** The child; not in the schema. */
  beneficiaryId!: string;

  @Field(() => ChildcareStatus, { description: "Where it stands." })
  status!: string;

  @Field(() => DateScalar, { nullable: true, description: "First day; null while there is no place." })
  from!: string | null;

  @Field(() => DateScalar, { nullable: true, description: "Last day; null while it lasts." })
  until!: string | null;

  @Field(() => Beneficiary, {
    nullable: true,
    description:
      "The guardian (κηδεμόνας), when known to a Community Centre. Null also when you may not see that person.",
  })
  guardian!: Beneficiary | null;

  @Field(() => String, {
    nullable: true,
    description: "Name of a guardian who is not known to any Community Centre; null when `guardian` says who it is.",
  })
  guardianName!: string | null;

  @Field(() => ID, { nullable: true, description: "Id of the referral that led here; null when there was none." })
  referralId!: string | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "Share of days the child came in the last 30 days, 0 to 1 in hundredths. Excused days count neither way; null " +
      "when there was no day to come.",
  })
  attendanceRate!: number | null;

  @Field(() => DateScalar, { nullable: true, description: "The last day the child came; null when it never did." })
  lastAttendedOn!: string | null;
}

@Directive(PERSONAL)
@ObjectType({
  description:
    "What the children's centres (ΚΔΑΠ) recorded of a child. The content is null when access is not granted; an empty " +
    "list with access granted means there is nothing.",
})
export class ChildcareFile {
  @Field(() => Access, { description: "Whether you may see the content, and why or why not." })
  access!: Access;

  @Field(() => [ChildcareEnrolment], { nullable: true, description: "Enrolments and applications, newest first." })
  enrolments!: ChildcareEnrolment[] | null;
}
