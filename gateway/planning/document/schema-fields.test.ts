import { parse, print, stripIgnoredCharacters } from "graphql";
import { withoutSchemaFields } from "./schema-fields.js";

it("the planner is asked for nothing that the schema answers", () => {
  const asked = parse(
    '{ a __schema { types { ...T } } t: __type(name: "A") { isOneOf } } fragment T on __Type { name }',
  );
  expect(stripIgnoredCharacters(print(withoutSchemaFields(asked)))).toBe(
    '{a __schema{__typename}t:__type(name:"A"){__typename}}',
  );
});
