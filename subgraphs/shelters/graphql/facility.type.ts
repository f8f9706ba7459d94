import { Directive, Field, ID, Int, ObjectType } from "type-graphql";
import { DateScalar, DateTimeScalar } from "../../kernel/scalars";
import { FacilityGuests, FacilityKind, FacilityStatus } from "./facility.enum";
import { Stay } from "./stay.type";

@Directive('@key(fields: "id")')
@ObjectType({ description: "What an agency offers: a programme as this agency runs it (υπηρεσία; HSDS service)." })
export class Service {
  @Field(() => ID, { description: "Id of the service (UUIDv7). Referrals are addressed to it." })
  id!: string;
}

@Directive('@key(fields: "code", resolvable: false)')
@ObjectType({ description: "A municipality (δήμος)." })
export class Municipality {
  @Field({ description: "ELSTAT code, four digits, such as 0902." })
  code!: string;
}

@ObjectType({ description: "How many beds of a service are free tonight. Counts only; it tells of no person." })
export class BedAvailability {
  @Field(() => Int, { description: "Beds in use in all facilities of the service that are open." })
  beds!: number;

  @Field(() => Int, { description: "How many of them nobody has tonight, and none is held for." })
  free!: number;

  @Field(() => Int, {
    description: "How many are held for somebody while the house decides; they come free by themselves if it does not.",
  })
  held!: number;

  @Field(() => Int, { description: "How many people wait for one." })
  waiting!: number;

  @Field(() => DateScalar, {
    description: "The night it is true for, named by the day on which it begins; until 06:00 it is still last night.",
  })
  night!: string;

  @Field(() => DateTimeScalar, { description: "When it was counted." })
  asOf!: Date;
}

@ObjectType({ description: "A bed (κλίνη), the unit that is given to one person for a night." })
export class Bed {
  @Field(() => ID, { description: "Id of the bed (UUIDv7)." })
  id!: string;

  @Field({ description: "Label of the bed within its room." })
  label!: string;

  @Field({ description: "False while the bed is out of use." })
  active!: boolean;

  @Field(() => Stay, { nullable: true, description: "Who has it tonight; null when it is free." })
  occupiedBy!: Stay | null;
}

@ObjectType({ description: "A room or apartment of a facility (δωμάτιο, διαμέρισμα)." })
export class Room {
  @Field(() => ID, { description: "Id of the room (UUIDv7)." })
  id!: string;

  @Field({ description: "Label of the room." })
  label!: string;

  @Field(() => [Bed], { description: "Its beds, in order of their labels." })
  beds!: Bed[];
}

@ObjectType({ description: "A house of your own organisation (δομή φιλοξενίας)." })
export class Facility {
  @Field(() => ID, { description: "Id of the facility (UUIDv7)." })
  id!: string;

  @Field(() => Service, { nullable: true, description: "The service of the directory that it gives." })
  service!: Service;

  @Field(() => FacilityKind, { description: "What kind of house it is." })
  kind!: string;

  @Field(() => FacilityStatus, { description: "Whether it takes people in." })
  status!: string;

  @Field({ description: "Name, in Greek." })
  nameEl!: string;

  @Field({ description: "Name, in English." })
  nameEn!: string;

  @Field(() => Municipality, { nullable: true, description: "Where it is; null where that is not published." })
  municipality!: Municipality | null;

  @Field(() => String, {
    nullable: true,
    description: "Street and number. Shown to workers of the facility only; a refuge's never goes any further.",
  })
  address!: string | null;

  @Field({ description: "True when nobody outside may learn who is there, or how many." })
  confidential!: boolean;

  @Field(() => [FacilityGuests], { description: "Whom it takes in." })
  accepts!: string[];

  @Field({ description: "From when people are received, local time, HH:MM." })
  receivesFrom!: string;

  @Field(() => [Room], { description: "Its rooms with tonight's beds, in order of their labels." })
  rooms!: Room[];
}
