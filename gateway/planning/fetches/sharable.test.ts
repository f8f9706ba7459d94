import type { Selected } from "../../engine/fetching/selected.js";
import { entity, fetch } from "./plan-nodes.fixture.js";
import { readPath } from "./response-path.js";
import { Sharable } from "./sharable.js";

/** Which places of the first fetch share what reads the same. */
function sharedOf(...fetches: ConstructorParameters<typeof Sharable>[0]): string[] {
  const [{ node, path }] = fetches as [(typeof fetches)[0]];
  const walk = ({ names, inner }: Selected, above: string): string[] =>
    names.flatMap((name, at) => {
      const below = inner[at];
      return below ? [...(below.isShared ? [`${above}${name}`] : []), ...walk(below, `${above}${name}.`)] : [];
    });
  return walk(new Sharable(fetches).of(node, readPath(path)), "");
}
const books = { node: fetch("s", { operation: "{books{id by{id home{city}}}}" }), path: [] };

describe("what reads the same stays the same", () => {
  it("below what the root lists", () => {
    expect(sharedOf(books)).toEqual(["books.by", "books.by.home"]);
  });

  it("but not where another fetch brings more of an object without a key", () => {
    expect(sharedOf(books, { node: entity("t", "...on T{home{zip}}"), path: ["books", "@", "by"] })).toEqual([
      "books.by",
    ]);
  });

  it("nor below where objects are told apart by their type", () => {
    const told = { node: entity("t"), path: ["books", "@", "by|[Person]"] };
    expect(sharedOf(books, told)).toEqual(["books.by"]);
    expect(sharedOf(books, { ...told, path: ["books", "@|[Book]", "by"] })).toEqual([]);
  });

  it("nor in what is fetched for such objects", () => {
    const node = entity("t", "...on T{home{city}}");
    expect(sharedOf({ node, path: ["books", "@", "by"] })).toEqual(["home"]);
    expect(sharedOf({ node, path: ["books", "@|[Book]", "by"] })).toEqual([]);
  });

  it("nor where anything is renamed", () => {
    const outputRewrites = [{ kind: "KeyRenamer" as const, path: ["x"], renameKeyTo: "y" }];
    expect(sharedOf(books, { node: entity("t", "...on T{x}", { outputRewrites }), path: ["books", "@"] })).toEqual([]);
  });
});
