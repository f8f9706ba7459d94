import { buildSchema, getVariableValues, parse, type OperationDefinitionNode } from "graphql";
import { withoutValue } from "./variable-fault";

const schema = buildSchema(`
  type Query { find(input: Input, id: ID, count: Int): Int }
  enum Sex { FEMALE MALE }
  input Input { sex: Sex, ids: [ID!], nested: Input, amka: String, name: Name! }
  input Name { given: String! }
`);
const SECRET = '01010112345; " at "x"; Expected type "y"';

/** What graphql says of a bad variable, after cleaning. */
function complaint(type: string, value: unknown): string {
  const [operation] = parse(`query($v: ${type}) { find }`).definitions;
  const given = getVariableValues(schema, (operation as OperationDefinitionNode).variableDefinitions ?? [], {
    ...(value !== undefined && { v: value }),
  });
  return given.errors?.map((error) => withoutValue(error.message)).join("|") ?? "";
}

describe("what is said of a variable that does not fit", () => {
  const name = { given: "x" };
  it.each([
    ["ID", { amka: SECRET }, 'Variable "$v" got an invalid value; Expected type "ID".'],
    ["Int", SECRET, 'Expected type "Int".'],
    ["Input", SECRET, 'Expected type "Input" to be an object.'],
    ["Input", { name, sex: SECRET }, 'at "v.sex"'],
    ["Input", { name, sex: 7 }, 'Variable "$v" got an invalid value at "v.sex"; Expected type "Sex".'],
    ["Input", { name, ids: ["1", { a: SECRET }] }, 'at "v.ids[1]"; Expected type "ID".'],
    ["Input", { name, amka: [SECRET] }, 'at "v.amka"; Expected type "String".'],
    ["Input", { name, ids: [null] }, 'at "v.ids[0]"; Expected non-nullable type "ID!" not to be null.'],
    [
      "Input",
      { amka: SECRET },
      'Variable "$v" got an invalid value; Field "name" of required type "Name!" was not provided.',
    ],
    [
      "Input",
      { name, nested: { name, amca: SECRET } },
      'Field "amca" is not defined by type "Input". Did you mean "amka"?',
    ],
    ["ID!", null, 'Variable "$v" of non-null type "ID!" must not be null.'],
    ["ID!", undefined, 'Variable "$v" of required type "ID!" was not provided.'],
  ])("%s %j", (type, value, expected) => {
    const said = complaint(type, value);
    expect(said).toContain(expected);
    expect(said).not.toContain("01010112345");
  });
});
