import { Supergraph } from "@apollo/federation-internals";
import { readFileSync } from "node:fs";
import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedDirective,
  isSpecifiedScalarType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from "graphql";
import { composeHub } from "../../gateway/schema/compose";

const committed = (): GraphQLSchema =>
  Supergraph.build(readFileSync("schema/supergraph.graphql", "utf8")).apiSchema().toGraphQLJSSchema();

/** Every element a developer reads, as a path, with what is said about it. */
function* elements(type: GraphQLNamedType): Generator<[path: string, description: string | null | undefined]> {
  yield [type.name, type.description];
  if (isEnumType(type)) for (const value of type.getValues()) yield [`${type.name}.${value.name}`, value.description];
  if (isInputObjectType(type)) {
    for (const field of Object.values(type.getFields())) yield [`${type.name}.${field.name}`, field.description];
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return;
  for (const field of Object.values(type.getFields())) {
    yield [`${type.name}.${field.name}`, field.description];
    for (const argument of field.args) yield [`${type.name}.${field.name}(${argument.name})`, argument.description];
  }
}

describe("the schema as a contract", () => {
  const schema = committed();
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => !type.name.startsWith("__") && !isSpecifiedScalarType(type),
  );

  it("says of every type, field, argument and value what it means", () => {
    const all = types.flatMap((type) => [...elements(type)]);
    expect(all.length).toBeGreaterThan(400);
    expect(all.filter(([, description]) => !description?.trim()).map(([path]) => path)).toEqual([]);
  });

  it("shows clients nothing that is only between subgraphs", () => {
    const names = types.flatMap((type) => [...elements(type)].map(([path]) => path));
    expect(names.filter((path) => /grants/i.test(path))).toEqual([]);
    expect(
      schema
        .getDirectives()
        .filter((directive) => !isSpecifiedDirective(directive))
        .map(String),
    ).toEqual([]);
  });

  it("is composed without a word of one owner contradicting another", () => {
    expect(composeHub().hints).toEqual([]);
  });

  it("is committed as the code generates it", () => {
    for (const [name, text] of composeHub().files) expect(readFileSync(`schema/${name}`, "utf8")).toBe(text);
  });
});
