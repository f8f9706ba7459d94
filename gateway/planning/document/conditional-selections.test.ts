import { buildSchema, parse, print, stripIgnoredCharacters } from "graphql";
import { fillConditionalSelections } from "./conditional-selections.js";

const schema = buildSchema(`type Query { item: Item book: Book } interface Item { id: ID next: Item }
  type Book implements Item { id: ID next: Book } type Film implements Item { id: ID next: Item }`);
const filled = (selection: string): string =>
  stripIgnoredCharacters(print(fillConditionalSelections(parse(selection), schema, "f")));

describe("a field of which nothing may remain", () => {
  it.each([
    ["query($v:Boolean!){book{id@skip(if:$v)}}", "query($v:Boolean!){book{id@skip(if:$v)f:__typename}}"],
    [
      "query($v:Boolean!){book{...@include(if:$v){id}}}",
      "query($v:Boolean!){book{...@include(if:$v){id}f:__typename}}",
    ],
    ["{book{...on Film{id}}}", "{book{...on Film{id}f:__typename}}"],
    ["{item{next{...on Film{id}}}}", "{item{next{...on Film{id}f:__typename}}}"],
    ["{item{...on Book{...on Film{id}}}}", "{item{...on Book{...on Film{id}}f:__typename}}"],
  ])("is asked for its type: %s", (given, expected) => {
    expect(filled(given)).toBe(expected);
  });

  it.each([
    "query($v:Boolean!){book{id x:id@skip(if:$v)}}",
    "{book{...on Item{id}}}",
    "{item{...on Book{id}}}",
    "{item{next{...on Film{id}...on Book{id}}}}",
    "{item{...on Film{next{...on Film{id}}}}}",
    "query($v:Boolean!){__schema{types{name@skip(if:$v)}}}",
  ])("but not where something does: %s", (given) => {
    expect(filled(given)).toBe(given);
  });
});
