import { Directive, Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { PERSONAL } from "../../kernel/disclosure/personal";
import { connectionOf } from "../../kernel/paging/connection.type";
import { DateScalar, DateTimeScalar } from "../../kernel/scalars";
import { Beneficiary } from "./beneficiary.stub";
import { FacilityKind } from "./facility.enum";

export enum WaitingListPriority {
  EMERGENCY = "EMERGENCY",
  URGENT = "URGENT",
  ROUTINE = "ROUTINE",
}
registerEnumType(WaitingListPriority, {
  name: "WaitingListPriority",
  description: "How soon a bed is needed.",
  valuesConfig: {
    EMERGENCY: { description: "Tonight (έκτακτη ανάγκη)." },
    URGENT: { description: "Within days (επείγον)." },
    ROUTINE: { description: "In the order of the list (τακτικό)." },
  },
});

export enum WaitingListStatus {
  WAITING = "WAITING",
  OFFERED = "OFFERED",
  ADMITTED = "ADMITTED",
  REMOVED = "REMOVED",
}
registerEnumType(WaitingListStatus, {
  name: "WaitingListStatus",
  description: "How a place on a waiting list stands.",
  valuesConfig: {
    WAITING: { description: "Waits for a bed (σε αναμονή)." },
    OFFERED: { description: "A bed was offered, the answer is awaited (προσφέρθηκε θέση)." },
    ADMITTED: { description: "Got a bed (έγινε δεκτός)." },
    REMOVED: { description: "Taken off the list (διαγράφηκε από τη λίστα)." },
  },
});

@Directive(PERSONAL)
@ObjectType({ description: "One person's place on the waiting list of a facility (λίστα αναμονής)." })
export class WaitingListEntry {
  @Field(() => ID, { description: "Id of the entry (UUIDv7)." })
  id!: string;

  @Field(() => Beneficiary, { nullable: true, description: "Who waits; null when the person is not yours to see." })
  beneficiary!: Beneficiary;

  @Field({ description: "Name of the facility, in Greek." })
  facilityNameEl!: string;

  @Field({ description: "Name of the facility, in English." })
  facilityNameEn!: string;

  @Field(() => FacilityKind, { description: "What kind of house it is." })
  facilityKind!: string;

  @Field(() => DateScalar, { description: "Day on which the bed was asked for." })
  requestedOn!: string;

  @Field(() => WaitingListPriority, { description: "How soon a bed is needed." })
  priority!: string;

  @Field(() => WaitingListStatus, { description: "How it stands." })
  status!: string;

  @Field(() => DateTimeScalar, { description: "Since when it stands so." })
  statusSince!: string;
}

export const WaitingListConnection = connectionOf(
  () => WaitingListEntry,
  "WaitingListEntry",
  "people who wait",
  PERSONAL,
);
