import { Field, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { KEY_PROMISE } from "../../kernel/key-promise";
import { DateTimeScalar } from "../../kernel/scalars";
import { USUAL_HOUR, type Rhythm } from "../domain/notice-mail.rules";
import { NOTICE_KINDS, type NoticeKind as Kind } from "../domain/notice.rules";
import { NoticeKind } from "./emergency.enum";

export const MailRhythm: Record<Rhythm, Rhythm> = { OFF: "OFF", IMMEDIATE: "IMMEDIATE", DAILY: "DAILY" };
registerEnumType(MailRhythm, {
  name: "MailRhythm",
  description: "When you are written to.",
  valuesConfig: {
    OFF: { description: "Never (καθόλου)." },
    IMMEDIATE: { description: "Within minutes, at most every ten (αμέσως)." },
    DAILY: { description: "Once a day at your hour, when there is something you have not read (ημερησίως)." },
  },
});

@ObjectType({
  description:
    "How you are told by e-mail that there is something new (ενημέρωση με e-mail). A letter says only that, and where the hub is.",
})
export class NoticeMail {
  @Field({ description: "False when this hub sends no e-mail." })
  available!: boolean;

  @Field(() => String, { nullable: true, description: "Where to; null when you never said, or half a year ago." })
  address!: string | null;

  @Field(() => MailRhythm, { description: "When." })
  rhythm!: Rhythm;

  @Field(() => Int, { description: "The hour of DAILY letters, 0 to 23, in Athens." })
  hour!: number;

  @Field(() => [NoticeKind], { description: "What you are written to about." })
  kinds!: readonly Kind[];

  @Field({
    description:
      "Whether you have shown, by the code sent there, that you read what comes there. No other letter before.",
  })
  proven!: boolean;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Letters end then, and the address is forgotten, unless you set it again.",
  })
  until!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When the last letter could not be delivered; null when it could.",
  })
  failedAt!: Date | null;
}

@InputType({ description: "How you want to be told, in the role you have now. It holds for half a year." })
export class SetNoticeMailInput {
  @Field(() => String, { description: "Where to: your address at work, at most 254 characters." })
  address!: string;

  @Field(() => MailRhythm, { description: "When." })
  rhythm!: Rhythm;

  @Field(() => Int, { defaultValue: USUAL_HOUR, description: "The hour of DAILY letters, 0 to 23, in Athens." })
  hour!: number;

  @Field(() => [NoticeKind], { defaultValue: [...NOTICE_KINDS], description: "About what; about all when left out." })
  kinds!: Kind[];

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@InputType({ description: "The code that came by e-mail (κωδικός επιβεβαίωσης)." })
export class ProveNoticeMailInput {
  @Field(() => String, { description: "Eight digits; good for three hours and five tries." })
  code!: string;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@ObjectType({ description: "How you are told from now on." })
export class NoticeMailPayload {
  @Field(() => NoticeMail, { description: "As it is now." })
  noticeMail!: NoticeMail;
}
