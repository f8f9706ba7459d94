import { Directive, ArgsType, Field, ObjectType } from "type-graphql";
import { PERSONAL } from "../../kernel/disclosure/personal";
import { connectionOf, PageArgs } from "../../kernel/paging/connection.type";
import { Beneficiary } from "./beneficiary.type";
import { CareStatus } from "./care.enum";
import { Episode } from "./care.type";

@Directive(PERSONAL)
@ObjectType({ description: "An episode of care as the unit that gives it sees it, with the person it is about." })
export class OwnCareEpisode extends Episode {
  @Field(() => Beneficiary, {
    nullable: true,
    description: "The person. Null when the referral no longer gives you access to them.",
  })
  beneficiary!: Beneficiary | null;
}

export const OwnCareEpisodeConnection = connectionOf(
  () => OwnCareEpisode,
  "OwnCareEpisode",
  "episodes of care",
  PERSONAL,
);

@ArgsType()
export class MyEpisodesArgs extends PageArgs {
  @Field(() => CareStatus, { nullable: true, description: "Only episodes that stand here; all when left out." })
  status?: string | null;
}
