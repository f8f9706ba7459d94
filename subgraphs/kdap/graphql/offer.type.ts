import { Field, ID, Int, ObjectType } from "type-graphql";
import { DateScalar } from "../../kernel/scalars";
import { Agency, Municipality } from "./directory.type";
import { ChildcareActivityKind, ChildcareDay, ChildcareTermKind } from "./offer.enum";
import { Service } from "./service.type";

@ObjectType({ description: "A children's creative activity centre (Κέντρο Δημιουργικής Απασχόλησης Παιδιών, ΚΔΑΠ)." })
export class ChildcareCentre {
  @Field(() => ID, { description: "Id of the centre (UUIDv7)." })
  id!: string;

  @Field({ description: "Name of the centre, in Greek." })
  name!: string;

  @Field(() => Int, { description: "Children it is licensed for at the same time (δυναμικότητα)." })
  places!: number;

  @Field({ description: "True when the centre, or its numbers, are invented for the demonstration." })
  synthetic!: boolean;

  @Field(() => Service, { nullable: true, description: "The service of the directory it gives." })
  service!: Service;

  @Field(() => Agency, { nullable: true, description: "The organisation that runs it." })
  agency!: Agency;

  @Field(() => Municipality, { nullable: true, description: "Where it stands; null when that is not published." })
  municipality!: Municipality | null;
}

@ObjectType({ description: "What a centre offers to children of an age (δραστηριότητα)." })
export class ChildcareActivity {
  @Field(() => ID, { description: "Id of the activity (UUIDv7)." })
  id!: string;

  @Field(() => ChildcareActivityKind, { description: "What the children do." })
  kind!: string;

  @Field({ description: "Name of the activity, in Greek." })
  name!: string;

  @Field(() => Int, { description: "Youngest age in years." })
  agesFrom!: number;

  @Field(() => Int, { description: "Oldest age in years." })
  agesTo!: number;
}

@ObjectType({ description: "A school year or a summer (περίοδος λειτουργίας)." })
export class ChildcareTerm {
  @Field(() => ID, { description: "Id of the term (UUIDv7)." })
  id!: string;

  @Field(() => ChildcareTermKind, { description: "School year or summer." })
  kind!: string;

  @Field({ description: "Name of the term, in Greek." })
  name!: string;

  @Field(() => DateScalar, { description: "First day." })
  startsOn!: string;

  @Field(() => DateScalar, { description: "Last day." })
  endsOn!: string;
}

/** Never in the schema itself: its fields appear in each type that extends it. */
@ObjectType({ description: "What a place is a place in: which activity, where and when." })
export abstract class Offer {
  @Field(() => ChildcareCentre, { description: "The centre." })
  centre!: ChildcareCentre;

  @Field(() => ChildcareActivity, { description: "The activity." })
  activity!: ChildcareActivity;

  @Field(() => ChildcareTerm, { description: "The term." })
  term!: ChildcareTerm;

  @Field(() => [ChildcareDay], { description: "On these days of the week, Monday first." })
  weekdays!: string[];

  @Field({ description: "Begins at, HH:MM on the wall clock in Greece; it does not move with daylight saving." })
  startsAt!: string;

  @Field({ description: "Ends at, HH:MM on the wall clock in Greece." })
  endsAt!: string;
}
