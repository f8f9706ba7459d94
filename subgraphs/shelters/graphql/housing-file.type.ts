import { Directive, Field, ObjectType } from "type-graphql";
import { PERSONAL } from "../../kernel/disclosure/personal";
import { Access } from "../../kernel/access.type";
import { Stay } from "./stay.type";
import { WaitingListEntry } from "./waiting-list.type";

@Directive(PERSONAL)
@ObjectType({
  description:
    "What shelters recorded of a person. The content is null when access is not granted. Confidential facilities " +
    "appear only to those who are let in on them; to everyone else the file is the same as if there were none.",
})
export class HousingFile {
  @Field(() => Access, { description: "Whether you may see the content, and why or why not." })
  access!: Access;

  @Field(() => Stay, { nullable: true, description: "The stay of a person who lives in a shelter now." })
  currentStay!: Stay | null;

  @Field(() => [Stay], { nullable: true, description: "Stays, newest first." })
  stays!: Stay[] | null;

  @Field(() => [WaitingListEntry], { nullable: true, description: "Places on waiting lists, newest first." })
  waitingList!: WaitingListEntry[] | null;
}
