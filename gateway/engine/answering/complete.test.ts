import fc from "fast-check";
import { GraphQLEnumType, GraphQLFloat, GraphQLID, GraphQLInt, GraphQLScalarType, GraphQLString } from "graphql";
import {
  completeAbstract,
  completeLeaf,
  completeList,
  completeObject,
  DENIED,
  ObjectShape,
  type Completion,
  type FieldShape,
} from "./complete.js";
import { NulledPlaces } from "./nulled-places.js";
import { Shaping } from "./shaping.js";
import { ODD, Writing } from "./writing.js";
import { Faults } from "../faults.js";
import { AS_PLANNED } from "../run.fixture.js";
import type { Tree } from "../tree.js";

const string = completeLeaf(GraphQLString);
const field = (name: string, completion: Completion, nonNull?: string): FieldShape => ({
  ...{ name, from: name, completion },
  nonNull,
});

/** The careful way: the answer, and where errors are told. */
function shaped(shape: ObjectShape, tree: object, nulled?: NulledPlaces) {
  const faults = new Faults(AS_PLANNED);
  const shaping = new Shaping({ faults, variables: {} }, nulled);
  const data = shape.shape(tree as Tree, shaping, 0);
  return { data, told: faults.errors.map(({ path }) => path!.join(".")) };
}

/** The quick way; undefined where it gives up. */
function written(shape: ObjectShape, tree: object, isShared = false): string | undefined {
  try {
    return shape.write(tree as Record<string, unknown>, new Writing({}, isShared));
  } catch (reason) {
    if (reason === ODD) return undefined;
    throw reason;
  }
}

const person = new ObjectShape([field("name", string, "needed"), field("age", completeLeaf(GraphQLInt))]);
const shape = new ObjectShape([
  field("me", completeObject(person)),
  field("all", completeList(completeObject(person), "needed")),
  field("some", completeList(completeList(completeObject(person), undefined), undefined)),
]);

describe("a value is completed", () => {
  it.each([
    [GraphQLString, ["x", ""], [1, true, {}, []]],
    [GraphQLID, ["x", 7], [true, {}]],
    [GraphQLInt, [1], ["1", true]],
    [GraphQLFloat, [1.5], ["1.5", {}]],
    [new GraphQLScalarType({ name: "Any" }), [{ a: [1] }, "x", 1], []],
    [new GraphQLEnumType({ name: "Colour", values: { RED: {} } }), ["RED"], ["HIDDEN", "constructor", 1]],
  ])("as %s", (type, right, wrong) => {
    const leaf = new ObjectShape([field("a", completeLeaf(type))]);
    for (const a of [...right, null]) {
      expect(shaped(leaf, { a })).toEqual({ data: { a }, told: [] });
      expect(written(leaf, { a })).toBe(JSON.stringify({ a }));
    }
    for (const a of wrong) {
      expect(shaped(leaf, { a })).toEqual({ data: { a: null }, told: ["a"] });
      expect(written(leaf, { a })).toBeUndefined();
    }
  });

  it("as null up to where null may be, and told of once", () => {
    const tree = { me: { age: 1 }, all: [{ name: "x" }, { name: null }], some: [[null, {}], null] };
    expect(shaped(shape, tree)).toEqual({
      data: { me: null, all: null, some: [[null, null], null] },
      told: ["me.name", "all.1.name", "some.0.1.name"],
    });
  });

  it("as null where it is no object or no list", () => {
    expect(shaped(shape, { me: [], all: {}, some: [{}] })).toEqual({
      data: { me: null, all: null, some: [null] },
      told: ["me", "all", "some.0"],
    });
  });

  it("as nothing where whoever asks may not see it, whatever was fetched", () => {
    const denied = new ObjectShape([field("a", DENIED)]);
    expect(shaped(denied, { a: "seen" })).toEqual({ data: { a: null }, told: ["a"] });
    expect(written(denied, { a: "seen" })).toBeUndefined();
  });

  it("by its runtime type, or not at all", () => {
    const any = completeAbstract((typename) => (typename === "Person" ? person : undefined));
    const anything = new ObjectShape([field("any", any)]);
    expect(shaped(anything, { any: { __typename: "Person", name: "x" } }).data).toEqual({
      any: { name: "x", age: null },
    });
    for (const __typename of ["Hidden", undefined])
      expect(shaped(anything, { any: { __typename } })).toEqual({ data: { any: null }, told: ["any"] });
  });

  it("under any name a client gives it", () => {
    const odd = new ObjectShape([{ name: "__proto__", from: "a", completion: string, nonNull: undefined }]);
    const { data } = shaped(odd, { a: "x" });
    expect(JSON.stringify(data)).toBe('{"__proto__":"x"}');
    expect(written(odd, { a: "x" })).toBe('{"__proto__":"x"}');
  });
});

it("the quick way writes what the careful way makes, or gives up", () => {
  const name = fc.oneof(fc.string(), fc.constant(null), fc.integer());
  const some = fc.oneof(
    fc.record({ name, age: fc.oneof(fc.integer(), name) }, { requiredKeys: [] }),
    fc.constant(null),
  );
  const lists = fc.oneof(fc.array(some), some);
  const trees = fc.record({ me: some, all: lists, some: fc.array(lists) }, { requiredKeys: [] });
  fc.assert(
    fc.property(trees, fc.boolean(), (tree, isShared) => {
      const { data, told } = shaped(shape, tree);
      expect(written(shape, tree, isShared)).toBe(told.length === 0 ? JSON.stringify(data) : undefined);
    }),
  );
});

describe("of an answer in parts", () => {
  const later = { defer: "d0", shape: person };
  const deferring = new ObjectShape([
    field("b", completeObject(new ObjectShape([field("x", string, "needed")], [later]))),
  ]);

  it("what follows is noted where an object stands, and forgotten where it does not", () => {
    const shaping = new Shaping({ faults: new Faults(AS_PLANNED), variables: {} });
    const b = { x: "x" };
    deferring.shape({ b }, shaping, 0);
    expect(shaping.pending).toEqual([{ deferred: later, source: b, path: ["b"] }]);
    deferring.shape({ b: {} }, shaping, 0);
    expect(shaping.pending).toHaveLength(1);
  });

  it("what an earlier part told to be null stays null", () => {
    const nulled = new NulledPlaces();
    expect(shaped(deferring, { b: {} }, nulled).data).toEqual({ b: null });
    nulled.settle(true);
    expect(shaped(deferring, { b: { x: "x" } }, nulled).data).toEqual({ b: null });
  });
});

it("knows of each field whether something was brought for it", () => {
  expect(shape.hasValues({ me: null, all: [] })).toEqual([false, true, false]);
});
