import { Field, ID, InputType, ObjectType } from "type-graphql";
import { DateScalar } from "../../kernel/scalars";
import { KEY_PROMISE } from "../../kernel/key-promise";
import type { Admission, Arrival, Discharge } from "../domain/stay.service";
import type { LeavingReason as Reason } from "../domain/stay.rules";
import { LeavingReason } from "./stay.enum";
import { Stay } from "./stay.type";

@InputType({ description: "A person to be given a bed." })
export class AdmitInput implements Admission {
  @Field(() => ID, { description: "Who; somebody your organisation has had on a waiting list or in a bed." })
  beneficiaryId!: string;

  @Field(() => ID, { description: "Where; a facility of your organisation." })
  facilityId!: string;

  @Field(() => ID, { nullable: true, description: "In which bed; any free one when left out." })
  bedId?: string | null;

  @Field(() => DateScalar, { description: "Day on which the first night begins; last night at the earliest." })
  from!: string;

  @Field(() => DateScalar, { description: "Day of leaving; 24 months later at most." })
  until!: string;

  @Field(() => ID, { nullable: true, description: "The referral that led here; one your organisation received." })
  referralId?: string | null;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@InputType({ description: "A person with a booked bed who has come." })
export class ConfirmArrivalInput implements Arrival {
  @Field(() => ID, { description: "The booked stay." })
  stayId!: string;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@InputType({ description: "The end of a stay." })
export class DischargeInput implements Discharge {
  @Field(() => ID, { description: "The stay that ends." })
  stayId!: string;

  @Field(() => DateScalar, { description: "Day of leaving; today or earlier." })
  on!: string;

  @Field(() => LeavingReason, { description: "Why it ends." })
  reason!: Reason;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@ObjectType({ description: "What became of an admission." })
export class AdmitPayload {
  @Field(() => Stay, { description: "The new stay." })
  stay!: Stay;
}

@ObjectType({ description: "What became of an arrival." })
export class ConfirmArrivalPayload {
  @Field(() => Stay, { description: "The stay, now in house." })
  stay!: Stay;
}

@ObjectType({ description: "What became of a discharge." })
export class DischargePayload {
  @Field(() => Stay, { description: "The stay, as it ended." })
  stay!: Stay;
}
