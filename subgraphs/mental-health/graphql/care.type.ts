import { Directive, Field, ID, Int, ObjectType } from "type-graphql";
import { PERSONAL } from "../../kernel/disclosure/personal";
import { atMost } from "../../kernel/paging/list-size";
import { DateScalar, DateTimeScalar } from "../../kernel/scalars";
import { CareAppointmentKind, CareAppointmentStatus, CareClosingReason, CareStatus, CareUnitKind } from "./care.enum";
import { Agency, Service } from "./directory.type";

@ObjectType({
  description: "A unit of a mental-health service (μονάδα ψυχικής υγείας). Its address is not in the hub.",
})
export class CareUnit {
  @Field(() => ID, { description: "Id of the unit (UUIDv7)." })
  id!: string;

  @Field({ description: "Name of the unit, in Greek." })
  name!: string;

  @Field(() => CareUnitKind, { description: "What kind of unit it is." })
  kind!: string;

  @Field({ description: "True when the unit is invented for the demonstration." })
  synthetic!: boolean;

  @Field(() => Service, { nullable: true, description: "The service of the directory it gives." })
  service!: Service;

  @Field(() => Agency, { nullable: true, description: "The organisation that runs it." })
  agency!: Agency;
}

@Directive(PERSONAL)
@ObjectType({ description: "A meeting of a person with a unit (ραντεβού). What is spoken of is not in the hub." })
export class CareAppointment {
  @Field(() => ID, { description: "Id of the appointment (UUIDv7)." })
  id!: string;

  @Field(() => DateTimeScalar, { description: "When it begins." })
  at!: Date | string;

  @Field(() => Int, { description: "How long it takes, in minutes." })
  minutes!: number;

  @Field(() => CareAppointmentKind, { description: "How people meet." })
  kind!: string;

  @Field(() => CareAppointmentStatus, { description: "Whether it took place." })
  status!: string;
}

/** Never in the schema itself: its fields appear in each type that extends it. */
@ObjectType({ description: "The course of care of one person in one unit." })
export abstract class Episode {
  @Field(() => ID, { description: "Id of the episode (UUIDv7)." })
  id!: string;

  @Field(() => CareUnit, { description: "The unit." })
  unit!: CareUnit;

  @Field(() => CareStatus, { description: "Where it stands." })
  status!: string;

  @Field(() => Int, {
    description:
      "Level of care (βαθμίδα φροντίδας): 1 information and guidance (ενημέρωση), 2 counselling (συμβουλευτική), " +
      "3 therapy (θεραπεία), 4 intensive or residential care (εντατική ή στεγαστική φροντίδα).",
  })
  careLevel!: number;

  @Field(() => DateScalar, { description: "First day." })
  openedOn!: string;

  @Field(() => DateScalar, { nullable: true, description: "Last day; null while it is open." })
  closedOn!: string | null;

  @Field(() => CareClosingReason, { nullable: true, description: "Why it was closed; null while it is open." })
  closingReason!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "Id of the worker responsible (υπεύθυνος αναφοράς); null until named.",
  })
  keyworkerId!: string | null;

  @Field(() => ID, { nullable: true, description: "Id of the referral that led here; null when there was none." })
  referralId!: string | null;

  @Directive(atMost(20))
  @Field(() => [CareAppointment], { description: "The newest appointments, at most 20, latest first." })
  appointments!: CareAppointment[];
}
