import fc from "fast-check";
import { Selected } from "./selected.js";
import { readShared } from "./shared-reading.js";

type Fields = { readonly [name: string]: Fields | null };

/** Below the first level everything may be shared. */
const selected = (fields: Fields, isShared = false): Selected =>
  new Selected(
    new Map(Object.entries(fields).map(([name, inner]) => [name, inner ? selected(inner, true) : undefined])),
    isShared,
  );

function outcomeOf(read: () => unknown): unknown {
  try {
    return { value: read() };
  } catch (error) {
    return (error as Error).name;
  }
}

const names = fc.constantFrom("a", "b", "c", 'ÿ"\\', "constructor");
const leaf = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.double({ noNaN: true }),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom("x", 1, "Νίκη", '"', "\\", "\n", "}"),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.dictionary(names, fc.oneof({ depthSize: "small" }, leaf, tie("tree"), fc.array(tie("tree"))), {
    maxKeys: 4,
  }),
}));
const around = (below: Fields): Fields => ({ a: below, b: below, c: null, 'ÿ"\\': below });
const deep = around(around(around(around({}))));

describe("an answer whose repetitions are not read", () => {
  it("is what JSON.parse makes of it, whatever is in it", () => {
    fc.assert(
      fc.property(tree, fc.boolean(), (data, hasMore) => {
        const text = JSON.stringify({ data: [data, data], ...(hasMore && { extensions: data }) });
        expect(readShared(text, selected(deep)).answer).toEqual(JSON.parse(text));
      }),
    );
  });

  it.each(['{"data":{},}', '{"data":{},,"errors":[]}', '{"data":{}} ,', '{"data":{}'])("is refused as %s", (text) => {
    expect(() => readShared(text, selected({}))).toThrow(SyntaxError);
  });

  it("is refused where JSON.parse refuses it", () => {
    const place = selected({ a: { b: null, c: { b: null } } });
    const whole = '{"data":{"a":[{"b":"x\\n","c":{"b":-1.5e3}},{"b":null,"c":{"b":true}},{"b":"x\\n"}]}}';
    fc.assert(
      fc.property(
        fc.nat(whole.length),
        fc.nat(3),
        fc.constantFrom("", '"', "\\", ",", "}", "0", "\n", " "),
        (at, cut, put) => {
          const text = whole.slice(0, at) + put + whole.slice(at + cut);
          expect(outcomeOf(() => readShared(text, place).answer)).toEqual(outcomeOf(() => JSON.parse(text)));
        },
      ),
      { numRuns: 500 },
    );
    const nested = `{"data":${"[".repeat(100_000)}`;
    expect(outcomeOf(() => readShared(nested, place))).toBe("SyntaxError");
  });

  it("has one object for what reads the same at one place, and only there", () => {
    const book = { id: "1", author: { id: "7", tags: ["x", "y"] } };
    const text = JSON.stringify({ data: { books: [book, book, { ...book, id: "2" }], best: book } });
    const fields = { id: null, author: { id: null, tags: null } };
    const { answer, isShared } = readShared(text, selected({ books: fields, best: fields }));
    const { books, best } = (answer as { data: { books: (typeof book)[]; best: typeof book } }).data;
    expect(isShared).toBe(true);
    expect(books[1]).toBe(books[0]);
    expect(books[2]).not.toBe(books[0]);
    expect(books[2]?.author).toBe(books[0]?.author);
    expect(best).not.toBe(books[0]);
    expect(best.author).not.toBe(books[0]?.author);
  });

  it("is left to JSON.parse when hardly anything is repeated", () => {
    const list = Array.from({ length: 1000 }, (_, id) => ({ id }));
    const read = readShared(JSON.stringify({ data: { list: [...list, list[0]] } }), selected({ list: { id: null } }));
    expect(read).toEqual({ answer: { data: { list: [...list, list[0]] } }, isShared: false });
  });
});
