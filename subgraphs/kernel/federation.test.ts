import "reflect-metadata";
import type { GraphQLObjectType } from "graphql";
import { Field, ObjectType, Query, Resolver } from "type-graphql";
import { buildSubgraphSchema } from "./federation";

@ObjectType()
class Bed {
  @Field(() => String)
  label!: string;

  /** Read under another name than it is shown: the default would look in the wrong place. */
  @Field(() => String, { name: "kind" })
  sort!: string;

  @Field(() => Boolean)
  free(): boolean {
    return true;
  }
}

@Resolver()
class BedResolver {
  @Query(() => Bed)
  bed(): Bed {
    return new Bed();
  }
}

describe("the schema of a subgraph", () => {
  it("reads plain fields without a resolver, also in the first schema of a process", () => {
    const { schema } = buildSubgraphSchema({ resolvers: [BedResolver], types: [], references: {} });
    const { label, kind, free } = (schema.getType("Bed") as GraphQLObjectType).getFields();
    expect(label!.resolve).toBeUndefined();
    expect(kind!.resolve).toBeInstanceOf(Function);
    expect(free!.resolve).toBeInstanceOf(Function);
  });
});
