import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { connectionOf } from "../../kernel/paging/connection.type";
import { DateTimeScalar } from "../../kernel/scalars";
import { KEY_PROMISE } from "../../kernel/key-promise";
import { Agency } from "./directory.reference";
import { NoticeKind } from "./emergency.enum";

@ObjectType({
  description: "Something you, your organisation or your role must be told (ειδοποίηση). It names no person but by id.",
})
export class Notice {
  @Field(() => ID, { description: "Id of the notice (UUIDv7)." })
  id!: string;

  @Field(() => NoticeKind, { description: "What it tells of." })
  kind!: string;

  @Field(() => DateTimeScalar, { description: "When it happened." })
  at!: Date;

  @Field(() => ID, { description: "Who caused it; 00000000-0000-0000-0000-000000000000 when the clock did." })
  actorId!: string;

  @Field(() => Agency, { nullable: true, description: "The organisation they work for." })
  actorOrganisation!: Agency | null;

  @Field({ description: "True when you have read it; others read for themselves." })
  read!: boolean;

  @Field(() => DateTimeScalar, { nullable: true, description: "When you read it." })
  readAt!: Date | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "Whose data, of notices that these have changed (GDPR art. 19): the id by which you know the person in your own " +
      "records. It leads to nothing here that is not yours to see.",
  })
  personId!: string | null;

  /** Leads to what it tells of; not in the schema. */
  subjectId!: string | null;
}

export const NoticeConnection = connectionOf(() => Notice, "Notice", "notices");

@InputType({ description: "Notices you have read." })
export class MarkNoticesReadInput {
  @Field(() => [ID], { description: "1 to 100 notices addressed to you." })
  noticeIds!: string[];

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@ObjectType({ description: "The notices after the change." })
export class NoticesPayload {
  @Field(() => [Notice], { description: "The notices you named, the newest first." })
  notices!: Notice[];
}

@InputType({ description: "Everything you have seen." })
export class MarkAllNoticesReadInput {
  @Field(() => ID, { description: "The newest notice you saw: it and all before it are read, what came since is not." })
  upTo!: string;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@ObjectType({ description: "What is left to read." })
export class NoticesReadPayload {
  @Field(() => Int, {
    description: "How many of your newest notices you have not read now; 100 stands for more than 99 (99+).",
  })
  unread!: number;
}
