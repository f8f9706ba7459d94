import { readFileSync } from "node:fs";
import { buildASTSchema, buildSchema, introspectionFromSchema, parse, print, printSchema } from "graphql";
import { parsed, piecesOf } from "./pieces.js";
import { schemaOf } from "./schema-steps.js";
import { inOneGo, inTurns, type Steps } from "./steps.js";

const supergraph = readFileSync("schema/contracts/centres.graphql", "utf8");
const ODD = `# said before
  schema @cool { query: Root mutation: Change }
  "Cool" directive @cool(grade: Grade = HIGH) repeatable on SCHEMA | FIELD
  directive @skip(if: Boolean!, why: String) on FIELD
  """
  The root of { all }
  """
  type Root { item(is: Filter = { name: "}" }, all: [ID!]! = []): Item any: Any @deprecated(reason: "old") time: Time }
  type Change { set(name: String!): Item }
  type Query { notTheRoot: Int }
  interface Node { id: ID! } interface Item implements Node { id: ID! rank: Float }
  type Book implements Item & Node { id: ID! rank: Float } extend type Book { pages: Int }
  union Any = Book | Change
  enum Grade { HIGH LOW @deprecated }
  input Filter @oneOf { name: String grade: Grade }
  scalar Time @specifiedBy(url: "https://scalars.example/time")
  # said after`;

/** How often the steps rest, and what comes of them. */
function counted<Made>(steps: Steps<Made>): { readonly rests: number; readonly made: Made } {
  for (let rests = 0; ; rests++) {
    const step = steps.next();
    if (step.done) return { rests, made: step.value };
  }
}

describe("a supergraph taken in by steps", () => {
  it.each([
    ["the hub's", supergraph],
    ["one with everything there is", ODD],
    ["of a few words", "type Query { a: Int } type Mutation { a: Int } type Subscription { a: Int }"],
  ])("is the schema that graphql makes of it at once: %s", (_, text) => {
    const document = parse(text, { noLocation: true });
    const schema = inOneGo(schemaOf(document));
    const expected = buildASTSchema(document, { assumeValid: true, assumeValidSDL: true });
    expect(printSchema(schema)).toBe(printSchema(expected));
    expect(introspectionFromSchema(schema)).toEqual(introspectionFromSchema(expected));
    for (const kind of ["query", "mutation", "subscription"] as const)
      expect(schema.getRootType(kind as never)?.name).toBe(expected.getRootType(kind as never)?.name);
    expect(Object.keys(schema.getTypeMap()).toSorted()).toEqual(Object.keys(expected.getTypeMap()).toSorted());
  });

  it("is cut between definitions, and is whole again when every piece was parsed", () => {
    for (const text of [supergraph, ODD, "type Query { a: Int }", ODD.repeat(40)]) {
      const document = parse(text);
      const pieces = piecesOf(text, document);
      expect(print(inOneGo(parsed(pieces)))).toBe(print(document));
      for (const piece of pieces.filter(({ length }) => length > 9000))
        expect(parse(piece).definitions).toHaveLength(1);
    }
    const huge = `type Query { ${Array.from({ length: 2000 }, (_, at) => `field${at}: Int`).join(" ")} }`;
    expect(piecesOf(`scalar A ${huge} scalar B`, parse(`scalar A ${huge} scalar B`))).toHaveLength(3);
  });

  it("rests after every piece and every two hundred fields, however large it is", () => {
    const pieces = piecesOf(supergraph, parse(supergraph));
    expect(pieces.length).toBeGreaterThan(15);
    const { rests, made } = counted(parsed(pieces));
    expect(rests).toBe(pieces.length);
    const fields = Object.values(buildSchema(supergraph).getTypeMap()).reduce(
      (sum, type) => sum + ("getFields" in type ? Object.keys(type.getFields()).length : 0),
      0,
    );
    expect(counted(schemaOf(made)).rests).toBeGreaterThan(fields / 300);
  });

  it("between two steps others get their turn", async () => {
    const turns: string[] = [];
    function* steps(): Steps<string> {
      for (const step of ["one", "two", "three"]) {
        turns.push(step);
        setImmediate(() => turns.push("another"));
        yield;
      }
      return "made";
    }
    expect(await inTurns(steps())).toBe("made");
    expect(turns).toEqual(["one", "another", "two", "another", "three", "another"]);
  });
});
