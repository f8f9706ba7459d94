import { Directive, Field, ID, ObjectType } from "type-graphql";
import { PERSONAL } from "../../kernel/disclosure/personal";
import { DateScalar, DateTimeScalar } from "../../kernel/scalars";
import { Beneficiary } from "./beneficiary.stub";
import { FacilityKind } from "./facility.enum";
import { LeavingReason, StayStatus } from "./stay.enum";

@Directive(PERSONAL)
@ObjectType({ description: "Nights of one person in one bed of a shelter (φιλοξενία)." })
export class Stay {
  @Field(() => ID, { description: "Id of the stay (UUIDv7)." })
  id!: string;

  @Field(() => Beneficiary, { nullable: true, description: "Who stays; null when the person is not yours to see." })
  beneficiary!: Beneficiary;

  @Field({ description: "Name of the facility, in Greek. Never an address." })
  facilityNameEl!: string;

  @Field({ description: "Name of the facility, in English." })
  facilityNameEn!: string;

  @Field(() => FacilityKind, { description: "What kind of house it is." })
  facilityKind!: string;

  @Field({ description: "Room or apartment." })
  roomLabel!: string;

  @Field({ description: "Bed within the room." })
  bedLabel!: string;

  @Field(() => DateScalar, { description: "Day on which the first night begins." })
  from!: string;

  @Field(() => DateScalar, { description: "Day of leaving: the night that begins on it is free again." })
  until!: string;

  @Field(() => StayStatus, { description: "How the stay stands." })
  status!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: "When the person was taken in; null while booked." })
  admittedAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When the leaving was recorded; null until then." })
  leftAt!: string | null;

  @Field(() => LeavingReason, { nullable: true, description: "Why the stay ended; null until it does." })
  leavingReason!: string | null;
}
