import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { KEY_PROMISE } from "../../kernel/key-promise";
import { REFERRAL_MEANING } from "../../kernel/referred/referral-meaning";
import { DateScalar } from "../../kernel/scalars";
import type { Verdict } from "../domain/application.rules";
import type { Applying, Deciding, Ending, Enrolling } from "../domain/application.service";
import { Application } from "./application.type";
import { Enrolment, EntitlementPeriod } from "./enrolment.type";

export enum ApplicationVerdict {
  UNDER_REVIEW = "UNDER_REVIEW",
  APPROVED = "APPROVED",
  REJECTED = "REJECTED",
  WITHDRAWN = "WITHDRAWN",
}
registerEnumType(ApplicationVerdict, {
  name: "ApplicationVerdict",
  description: "What is decided about an application.",
  valuesConfig: {
    UNDER_REVIEW: { description: "It is being examined (υπό εξέταση)." },
    APPROVED: { description: "Approved; nothing may be missing (εγκρίθηκε)." },
    REJECTED: { description: "Rejected, with a reason (απορρίφθηκε)." },
    WITHDRAWN: { description: "Taken back by the person (ανακλήθηκε)." },
  },
});

@InputType({ description: "What a person applies for." })
export class ApplyForProgrammeInput implements Applying {
  @Field(() => ID, { description: "Who; somebody referred to your organisation." })
  beneficiaryId!: string;

  @Field(() => ID, { nullable: true, description: REFERRAL_MEANING })
  referralId?: string | null;

  @Field(() => ID, { description: "The programme; one that takes applications today." })
  programmeId!: string;

  @Field(() => [String], {
    defaultValue: [],
    description: "Documents still to be brought, in Greek; at most 30.",
  })
  missingDocuments!: string[];

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@InputType({ description: "A decision about an application." })
export class DecideApplicationInput implements Deciding {
  @Field(() => ID, { description: "The application; one your organisation took down." })
  applicationId!: string;

  @Field(() => ApplicationVerdict, { description: "What is decided." })
  verdict!: Verdict;

  @Field(() => String, { nullable: true, description: "Why, in Greek, at most 500 characters; required to reject." })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@InputType({ description: "A place in a programme, on an approved application." })
export class EnrolInProgrammeInput implements Enrolling {
  @Field(() => ID, { description: "The approved application." })
  applicationId!: string;

  @Field(() => DateScalar, { description: "First day." })
  from!: string;

  @Field(() => DateScalar, { nullable: true, description: "Last day, where one is foreseen." })
  until?: string | null;

  @Field(() => Int, { nullable: true, description: "Amount in minor units (cents), with currency and period." })
  amountMinor?: number | null;

  @Field(() => String, { nullable: true, description: "Currency of the amount, ISO 4217." })
  currency?: string | null;

  @Field(() => EntitlementPeriod, { nullable: true, description: "How often the amount is paid." })
  period?: string | null;

  @Field(() => String, { nullable: true, description: "What is given in kind, in Greek." })
  inKind?: string | null;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@InputType({ description: "The end of a place in a programme." })
export class EndProgrammeEnrolmentInput implements Ending {
  @Field(() => ID, { description: "The place; one your organisation gave." })
  enrolmentId!: string;

  @Field(() => DateScalar, { description: "The last day; today or earlier." })
  on!: string;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@ObjectType({ description: "What became of an application." })
export class ApplicationPayload {
  @Field(() => Application, { description: "The application, as it stands now." })
  application!: Application;
}

@ObjectType({ description: "What became of a place in a programme." })
export class EnrolmentPayload {
  @Field(() => Enrolment, { description: "The place, as it stands now." })
  enrolment!: Enrolment;
}
