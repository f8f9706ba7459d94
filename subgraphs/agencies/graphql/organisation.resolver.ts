import { Ctx, Directive, Field, ID, ObjectType, Query, Resolver } from "type-graphql";
import type { Context } from "../context";
import type { OrganisationRecord } from "../data/organisations";

@Directive("@inaccessible")
@ObjectType({
  description: "An organisation as the other owners of the hub must know it to keep what is confidential.",
})
export class Organisation {
  @Field(() => ID, { description: "Id of the agency." })
  id!: string;

  @Field({ description: "Name in Greek." })
  nameEl!: string;

  @Field({ description: "Name in English." })
  nameEn!: string;

  @Field({ description: "It gives a confidential service or has a confidential site." })
  confidential!: boolean;
}

@Resolver(() => Organisation)
export class OrganisationResolver {
  @Directive("@inaccessible")
  @Query(() => [Organisation], { description: "All organisations, for other owners of the hub: no client sees it." })
  organisations(@Ctx() { organisations }: Context): Promise<OrganisationRecord[]> {
    return organisations();
  }
}
