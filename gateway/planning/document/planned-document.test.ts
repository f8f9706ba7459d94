import { buildSchema, parse, print, stripIgnoredCharacters } from "graphql";
import { Requirements } from "../requirements.js";
import { ReservedNames, toPlannedDocument } from "./planned-document.js";

const sdl = `type Query { me: T } type T @join__type(graph: A, key: "id") { id: ID name: String weight(unit: String): Int
  price: Int @join__field(graph: A, requires: "weight") }`;
const schema = buildSchema(sdl, { assumeValidSDL: true });
const reserved = new ReservedNames(new Requirements(parse(sdl)), parse(sdl));
const planned = (text: string) => {
  const result = toPlannedDocument(parse(text), schema, reserved);
  return { ...result, text: stripIgnoredCharacters(print(result.document)) };
};

describe("a document as it is planned", () => {
  it("is the client's own where nothing is in the planner's way", () => {
    const { text, keepsNames, nameOf, variablesOf } = planned("query($x:Int){me{id x:name}}");
    expect([text, keepsNames, nameOf("x")]).toEqual(["query($x:Int){me{id x:name}}", true, "x"]);
    expect(variablesOf({ x: 1 })).toEqual({ x: 1 });
  });

  it("calls otherwise what the planner would take for a key, an input, or what every object has", () => {
    const { text, keepsNames, nameOf } = planned('{me{id:name weight(unit:"kg") constructor:name id__c:name}}');
    expect(text).toBe('{me{id__cc:name weight__c:weight(unit:"kg")constructor__c:name id__c:name}}');
    expect(["id__cc", "weight__c", "constructor__c", "id__c"].map(nameOf)).toEqual([
      ...["id", "weight", "constructor", "id__c"],
    ]);
    expect(keepsNames).toBe(false);
  });

  it("leaves the planner its variable, and makes one of a constant", () => {
    const { text, variablesOf } = planned(
      "query($representations:Int){me{name@skip(if:true)id@include(if:true)price}}",
    );
    expect(text).toBe("query($representations__c:Int$always__c:Boolean!){me{name@skip(if:$always__c)id price}}");
    expect(variablesOf({ representations: 1 })).toMatchObject({ representations__c: 1, always__c: true });
  });

  it("has a filler that the client never sees", () => {
    const { text, nameOf } = planned("query($v:Boolean!){me{name@skip(if:$v)}}");
    expect(text).toContain("filler__c:__typename");
    expect(nameOf("filler__c")).toBeUndefined();
  });

  it("is answered by the schema where it asks for that, by the client's own names", () => {
    expect(planned("{__schema{id:types{name}}}")).toMatchObject({
      text: "{__schema{id:types{name}}}",
      keepsNames: false,
    });
  });
});
