import { ArgsType, Directive, Field, ID, ObjectType } from "type-graphql";
import { Access, AccessBasis, AccessDenial } from "../../kernel/access.type";
import { PERSONAL } from "../../kernel/disclosure/personal";
import { PageArgs, PageInfo } from "../../kernel/paging/connection.type";
import { DataCategory, PurposeOfUse, ViewerRole } from "../../kernel/policy-words.enum";
import type { Category, Denial, LegalBasis, Purpose, Role } from "../../kernel/policy/vocabulary";
import { DateTimeScalar } from "../../kernel/scalars";
import type { Language as LanguageWord } from "../domain/access-log.sentences";
import { Agency } from "./agency.reference";
import { Language, LogVerb } from "./oversight.enum";

@ObjectType({ description: "What was seen, recorded or refused, all for the same reason." })
export class AccessLogItem {
  @Field(() => LogVerb, { description: "What became of it." })
  verb!: string;

  @Field(() => [DataCategory], { description: "Which categories of data." })
  categories!: Category[];

  @Field(() => AccessBasis, { nullable: true, description: "On which legal basis; null when it was refused." })
  basis!: LegalBasis | null;

  @Field(() => AccessDenial, { nullable: true, description: "Why it was refused; null when it was not." })
  reason!: Denial | null;
}

@Directive(PERSONAL)
@ObjectType({ description: "One time somebody dealt with a person's data (εγγραφή προσβάσεων)." })
export class AccessLogEntry {
  @Field(() => ID, { description: "Id of the access record." })
  id!: string;

  @Field(() => DateTimeScalar, { description: "When." })
  at!: string;

  @Field({ description: "The whole entry as a sentence to the person, with the time in Greece." })
  sentence!: string;

  @Field(() => Agency, { nullable: true, description: "Of which organisation; null for roles above organisations." })
  organisation!: Agency | null;

  @Field(() => ViewerRole, { description: "In which role." })
  role!: Role;

  @Field(() => ID, { nullable: true, description: "Who: for the data protection officer only, null for others." })
  viewerId!: string | null;

  @Field(() => PurposeOfUse, { description: "What for." })
  purpose!: Purpose;

  @Field(() => [AccessLogItem], { description: "What was seen, recorded and refused." })
  items!: AccessLogItem[];
}

@Directive(PERSONAL)
@ObjectType({ description: "An entry of a log, with its place in it." })
export class AccessLogEdge {
  @Field({ description: "Place of this entry in the log, for `after`." })
  cursor!: string;

  @Field(() => AccessLogEntry, { description: "The entry itself." })
  node!: AccessLogEntry;
}

@ObjectType({ description: "A page of the log of who saw what of a person, or why it is not shown to you." })
export class AccessLogConnection {
  @Field(() => Access, { description: "Whether you may read the log, and why or why not." })
  access!: Access;

  @Field(() => [AccessLogEdge], {
    description: "The entries of this page, the newest first; none when not shown to you.",
  })
  edges!: AccessLogEdge[];

  @Field(() => PageInfo, { description: "Whether there is more." })
  pageInfo!: PageInfo;
}

@ArgsType()
export class AccessLogArgs extends PageArgs {
  @Field(() => Language, { defaultValue: Language.GREEK, description: "In which language the sentences are." })
  language!: LanguageWord;
}

@ArgsType()
export class AccessLogOfPersonArgs extends AccessLogArgs {
  @Field(() => ID, { description: "Id of the person." })
  personId!: string;
}
