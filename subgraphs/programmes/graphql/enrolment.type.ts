import { Directive, Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { PERSONAL } from "../../kernel/disclosure/personal";
import { DateScalar, DateTimeScalar } from "../../kernel/scalars";
import { Agency } from "./agency.reference";

export enum EnrolmentStatus {
  ACTIVE = "ACTIVE",
  SUSPENDED = "SUSPENDED",
  ENDED = "ENDED",
}
registerEnumType(EnrolmentStatus, {
  name: "EnrolmentStatus",
  description: "Where a person's place in a programme stands (κατάσταση ένταξης).",
  valuesConfig: {
    ACTIVE: { description: "In force (ενεργή)." },
    SUSPENDED: { description: "Interrupted, may go on (σε αναστολή)." },
    ENDED: { description: "Over (έληξε)." },
  },
});

export enum EntitlementPeriod {
  ONCE = "ONCE",
  MONTHLY = "MONTHLY",
  YEARLY = "YEARLY",
}
registerEnumType(EntitlementPeriod, {
  name: "EntitlementPeriod",
  description: "How often an amount is paid (περιοδικότητα).",
  valuesConfig: {
    ONCE: { description: "Once (εφάπαξ)." },
    MONTHLY: { description: "Every month (μηνιαία)." },
    YEARLY: { description: "Every year (ετήσια)." },
  },
});

@Directive(PERSONAL)
@ObjectType({ description: "What an enrolment entitles to (παροχή): an amount, something in kind, or both." })
export class Entitlement {
  @Field(() => Int, { nullable: true, description: "Amount in minor units (cents); null when it is in kind only." })
  amountMinor!: number | null;

  @Field(() => String, { nullable: true, description: "Currency of the amount, ISO 4217." })
  currency!: string | null;

  @Field(() => EntitlementPeriod, { nullable: true, description: "How often the amount is paid." })
  period!: string | null;

  @Field(() => String, { nullable: true, description: "What is given in kind (σε είδος), in Greek." })
  inKind!: string | null;
}

@Directive(PERSONAL)
@ObjectType({ description: "A step in the history of an enrolment." })
export class EnrolmentStatusChange {
  @Field(() => EnrolmentStatus, { description: "The status from then on." })
  status!: string;

  @Field(() => DateTimeScalar, { description: "When." })
  at!: string;

  @Field(() => Agency, {
    nullable: true,
    description: "Who took the step; null for the programme's own authority and the clock.",
  })
  by!: Agency | null;

  @Field(() => String, { nullable: true, description: "Why, in Greek; null where no reason was given." })
  reason!: string | null;
}

@Directive(PERSONAL)
@ObjectType({ description: "A person's place in a programme (ένταξη σε πρόγραμμα)." })
export class Enrolment {
  @Field(() => ID, { description: "Id of the enrolment (UUIDv7)." })
  id!: string;

  /** For the resolver of `programme`; not in the schema. */
  programmeId!: string;

  @Field(() => EnrolmentStatus, { description: "Where it stands now." })
  status!: string;

  @Field(() => DateScalar, { description: "First day." })
  from!: string;

  @Field(() => DateScalar, { nullable: true, description: "Last day; null while none is foreseen." })
  until!: string | null;

  @Field(() => Agency, { nullable: true, description: "The agency or centre that runs it for the person." })
  agency!: Agency;

  @Field(() => ID, { nullable: true, description: "The application it was approved on; null when there was none." })
  applicationId!: string | null;

  @Field(() => ID, { nullable: true, description: "The referral (παραπομπή) that led to it; null when none did." })
  referralId!: string | null;

  @Field(() => Entitlement, { nullable: true, description: "What it entitles to; null for taking part only." })
  entitlement!: Entitlement | null;

  @Field(() => [EnrolmentStatusChange], { description: "Every step, oldest first; the last is the present status." })
  statusHistory!: EnrolmentStatusChange[];
}
