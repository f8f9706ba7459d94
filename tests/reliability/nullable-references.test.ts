import { readFileSync } from "node:fs";
import { Kind, parse, type ObjectTypeDefinitionNode } from "graphql";
import { OWNERS } from "../../gateway/embedded/owners";

/** Who keeps each entity. Every other owner only points at it. */
const KEPT_BY: Readonly<Record<string, string>> = {
  Beneficiary: "beneficiaries",
  Referral: "beneficiaries",
  Agency: "agencies",
  Service: "agencies",
  Municipality: "agencies",
  Region: "agencies",
  Programme: "programmes",
};

const typesOf = (owner: string): ObjectTypeDefinitionNode[] =>
  parse(readFileSync(`schema/${owner}.graphql`, "utf8")).definitions.filter(
    (definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION,
  );

describe("when another owner is down", () => {
  it.each(OWNERS.map(({ name }) => name))("what %s knows itself is still there", (owner) => {
    const taken = typesOf(owner).flatMap((type) =>
      (type.fields ?? [])
        .filter((field) => field.type.kind === Kind.NON_NULL_TYPE && field.type.type.kind === Kind.NAMED_TYPE)
        .filter((field) => {
          const named = field.type.kind === Kind.NON_NULL_TYPE ? field.type.type : field.type;
          const keeper = named.kind === Kind.NAMED_TYPE ? KEPT_BY[named.name.value] : undefined;
          return keeper !== undefined && keeper !== owner;
        })
        .map((field) => `${type.name.value}.${field.name.value}`),
    );
    expect(taken).toEqual([]);
  });

  it("every entity of the hub has its keeper in this list", () => {
    const entities = OWNERS.flatMap(({ name }) =>
      typesOf(name)
        .filter(({ directives }) => directives?.some((each) => each.name.value === "key"))
        .map((type) => type.name.value),
    );
    expect([...new Set(entities)].toSorted()).toEqual(Object.keys(KEPT_BY).toSorted());
  });
});
