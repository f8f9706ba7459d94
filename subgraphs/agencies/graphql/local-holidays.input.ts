import { Field, InputType, Int, ObjectType } from "type-graphql";
import { KEY_PROMISE } from "../../kernel/key-promise";
import { Municipality } from "./place.type";

@InputType({
  description: "A feast of a municipality: on a day of the year, or so many days from Easter; one of them.",
})
export class LocalHolidayInput {
  @Field({ description: "Its name in Greek, such as Αγίου Δημητρίου; at most 100 characters." })
  nameEl!: string;

  @Field(() => String, { nullable: true, description: "Month and day, such as 10-26." })
  monthDay?: string | null;

  @Field(() => Int, { nullable: true, description: "Days from Orthodox Easter Sunday, -70 to 56." })
  daysFromEaster?: number | null;
}

@InputType({ description: "All feasts of a municipality from now on." })
export class SetLocalHolidaysInput {
  @Field({ description: "ELSTAT code of the municipality, four digits." })
  municipalityCode!: string;

  @Field(() => [LocalHolidayInput], { description: "Its feasts, at most 10; empty when it has none." })
  holidays!: LocalHolidayInput[];

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@ObjectType({ description: "The municipality whose feasts were set." })
export class SetLocalHolidaysPayload {
  @Field(() => Municipality, { description: "The municipality as it is now." })
  municipality!: Municipality;
}
