import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { KEY_PROMISE } from "../../kernel/key-promise";
import { REFERRAL_MEANING } from "../../kernel/referred/referral-meaning";
import { DateTimeScalar } from "../../kernel/scalars";
import type { ClosingReason } from "../domain/care.rules";
import type { Booking, Closing, Opening, Settling } from "../domain/care.service";
import { CareAppointmentKind, CareClosingReason } from "./care.enum";
import { OwnCareEpisode } from "./episode.type";

export enum CareAppointmentOutcome {
  KEPT = "KEPT",
  MISSED = "MISSED",
  CANCELLED = "CANCELLED",
}
registerEnumType(CareAppointmentOutcome, {
  name: "CareAppointmentOutcome",
  description: "What became of an appointment.",
  valuesConfig: {
    KEPT: { description: "It took place (πραγματοποιήθηκε)." },
    MISSED: { description: "The person did not come (δεν προσήλθε)." },
    CANCELLED: { description: "It was called off (ακυρώθηκε)." },
  },
});

@InputType({ description: "A person for whom care begins." })
export class OpenEpisodeInput implements Opening {
  @Field(() => ID, { description: "Who; somebody referred to your organisation." })
  beneficiaryId!: string;

  @Field(() => ID, { nullable: true, description: REFERRAL_MEANING })
  referralId?: string | null;

  @Field(() => ID, { description: "The unit that gives it; one of your organisation." })
  unitId!: string;

  @Field(() => Int, { description: "Level of care (βαθμίδα φροντίδας), 1 to 4." })
  careLevel!: number;

  @Field(() => ID, { nullable: true, description: "The worker responsible for the person in the unit." })
  keyworkerId?: string | null;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@InputType({ description: "An appointment to be booked." })
export class BookAppointmentInput implements Booking {
  @Field(() => ID, { description: "The open episode." })
  episodeId!: string;

  @Field(() => DateTimeScalar, { description: "When it begins; to come, at most a year ahead." })
  at!: Date;

  @Field(() => Int, { description: "How long, 5 to 480 minutes." })
  minutes!: number;

  @Field(() => CareAppointmentKind, { description: "What kind of meeting." })
  kind!: string;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@InputType({ description: "What became of an appointment." })
export class RecordAppointmentInput implements Settling {
  @Field(() => ID, { description: "The appointment." })
  appointmentId!: string;

  @Field(() => CareAppointmentOutcome, { description: "What became of it." })
  status!: Settling["status"];

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@InputType({ description: "The end of an episode of care." })
export class CloseEpisodeInput implements Closing {
  @Field(() => ID, { description: "The open episode." })
  episodeId!: string;

  @Field(() => CareClosingReason, { description: "Why; it stays in the unit, the sender is told the outcome." })
  reason!: ClosingReason;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@ObjectType({ description: "What became of an episode of care." })
export class EpisodePayload {
  @Field(() => OwnCareEpisode, { description: "The episode, as it stands now." })
  episode!: OwnCareEpisode;
}
