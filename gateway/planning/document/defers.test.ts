import { parse, print, stripIgnoredCharacters } from "graphql";
import { deferOf, heldDefers, nameDefers, withDefers } from "./defers.js";
import { operationOf } from "./selections.js";

const named = (text: string) => {
  const { document, defers } = nameDefers(parse(text));
  return { text: stripIgnoredCharacters(print(document)), defers, document };
};

describe("each @defer", () => {
  it("has a name of its own, also in a fragment that is spread twice", () => {
    const { text, defers } = named(
      `query($v:Boolean){a{...F}b{...F@defer(label:"out",if:$v)}}fragment F on T{x ...@defer{y}}`,
    );
    expect(text).toBe(
      'query($v:Boolean){a{...on T{x ...@defer(label:"d0"){y}}}b{...on T@defer(label:"d1"){x ...@defer(label:"d2"){y}}}}',
    );
    expect(defers).toEqual([
      { name: "d0", label: undefined, condition: undefined, parent: "" },
      { name: "d1", label: "out", condition: "v", parent: "" },
      { name: "d2", label: undefined, condition: undefined, parent: "d1" },
    ]);
  });

  it("stands within the condition of its fragment", () => {
    expect(named("query($v:Boolean!){...@defer@skip(if:$v){a}}").text).toBe(
      'query($v:Boolean!){...@skip(if:$v){...@defer(label:"d0"){a}}}',
    );
  });

  it("is gone where it never holds, and where a subscription's events are whole", () => {
    expect(named("{...@defer(if:false){a}}")).toMatchObject({ text: "{...{a}}", defers: [] });
    expect(named("subscription{a{...@defer{b}}}").defers).toEqual([]);
  });

  it.each([
    "mutation{...@defer{a}}",
    '{...@defer(label:"x"){a}...@defer(label:"x"){b}}',
    "query($l:String){...@defer(label:$l){a}}",
  ])("is refused in %s", (text) => {
    expect(() => named(text)).toThrow(expect.objectContaining({ extensions: { code: "GRAPHQL_VALIDATION_FAILED" } }));
  });
});

describe("the defers that hold", () => {
  const { document, defers } = named("query($v:Boolean){...@defer(if:$v){a ...@defer{b}}}");

  it("stand in the next one around them that does", () => {
    expect(heldDefers(defers, () => true).map(({ name, parent }) => [name, parent])).toEqual([
      ["d0", ""],
      ["d1", "d0"],
    ]);
    expect(heldDefers(defers, () => false)).toMatchObject([{ name: "d1", parent: "" }]);
  });

  it("are left in the document, and no others", () => {
    const text = stripIgnoredCharacters(print(withDefers(document, new Set(["d1"]))));
    expect(text).toBe('query($v:Boolean){...{a ...@defer(label:"d1"){b}}}');
    const [outer] = operationOf(document).selectionSet.selections;
    expect(outer?.kind === "InlineFragment" && deferOf(outer)).toBe("d0");
  });
});
