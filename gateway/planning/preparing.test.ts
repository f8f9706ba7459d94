import type { QueryPlan } from "@apollo/query-planner";
import { buildSchema, parse, print, type DocumentNode } from "graphql";
import { AccessRules, NOBODY } from "./document/access.js";
import { ReservedNames } from "./document/planned-document.js";
import { Drafts } from "./drafts.js";
import { fetch } from "./fetches/plan-nodes.fixture.js";
import { notPlanned, type Planner } from "./planner/planner-thread.js";
import { Preparing } from "./preparing.js";
import { Requirements } from "./requirements.js";
import type { SupergraphModel } from "./supergraph-model.js";
import { TypeIndex } from "../engine/type-index.js";

const sdl = `directive @defer(label: String, if: Boolean) on INLINE_FRAGMENT | FRAGMENT_SPREAD
  type Query { a: Int b: Int @authenticated }`;
const supergraph = parse(sdl);
const requirements = new Requirements(supergraph);
const schema = buildSchema(sdl, { assumeValidSDL: true });
const names = { authenticated: "authenticated", scopes: undefined, policies: undefined };
const model = {
  ...{ schema, requirements, types: new TypeIndex(supergraph) },
  reserved: new ReservedNames(requirements, supergraph),
  access: new AccessRules(supergraph, schema, names),
  sent: { in: (document: DocumentNode) => document, isForQueries: () => false },
  subgraphs: { arePartial: false },
} as unknown as SupergraphModel;

/** A planner that fetches all there is, as soon as it is let. */
class TestPlanner implements Planner {
  readonly asked: string[] = [];
  fails = (_text: string): boolean => false;

  async plan(document: DocumentNode): Promise<QueryPlan> {
    const text = print(document).replace(/\s+/g, " ");
    this.asked.push(text);
    if (this.fails(text)) throw notPlanned(new Error("It tripped."));
    return { kind: "QueryPlan", node: fetch("s", { operation: "{a b}" }) };
  }
}

const permissions = { ...NOBODY, isAuthenticated: true };

describe("an operation becomes ready", () => {
  it("once for all who ask it at a time, and for those who come later", async () => {
    const planner = new TestPlanner();
    const preparing = new Preparing(model, planner);
    const document = parse("{ a }");
    const [one, other] = await Promise.all([preparing.prepareBeside(document), preparing.prepareBeside(document)]);
    expect([other, await preparing.prepareBeside(document), planner.asked]).toEqual([one, one, ["{ a }"]]);
  });

  it("at once, where the planner trips over putting something off", async () => {
    const planner = new TestPlanner();
    planner.fails = (text) => text.includes("@defer");
    const document = parse("{ a ... @defer { a } }");
    const prepared = await new Preparing(model, planner).prepareBeside(document, undefined, undefined, { inParts: {} });
    expect([prepared.defers, planner.asked.length]).toEqual([[], 2]);
  });

  it("or is refused, again each time it is asked", async () => {
    const planner = new TestPlanner();
    planner.fails = () => true;
    const preparing = new Preparing(model, planner);
    for (let turn = 1; turn <= 2; turn++) {
      const refusal = { extensions: { code: "OPERATION_NOT_PLANNED" } };
      await expect(preparing.prepareBeside(parse("{ a }"))).rejects.toMatchObject(refusal);
      expect(planner.asked).toHaveLength(turn);
    }
  });
});

describe("what is known of an operation", () => {
  const drafts = new Drafts(model);
  const document = parse("query A { a b } query B { a ... @defer(if: $v) { b } }");

  it("is one draft, with a variant for each who is told something else", () => {
    const [nobody, again] = [drafts.variantOf(document, "A"), drafts.variantOf(document, "A")];
    const known = drafts.variantOf(document, "A", undefined, { permissions });
    expect([again.draft === nobody.draft, again.name === nobody.name, known.name === nobody.name]).toEqual([
      ...[true, true, false],
    ]);
    expect([nobody.denied.size, known.denied.size]).toEqual([1, 0]);
  });

  it("says what is put off for those alone who take an answer in parts", () => {
    const defersOf = (inParts?: Record<string, unknown>) =>
      drafts.variantOf(document, "B", undefined, { inParts }).defers.length;
    expect([defersOf(), defersOf({ v: true }), defersOf({ v: false }), defersOf({})]).toEqual([0, 1, 0, 0]);
  });

  it("is nothing where there is no such operation, or no type for it", () => {
    const codeOf = (text: string, name?: string) => {
      try {
        return drafts.variantOf(parse(text), name).name;
      } catch (error) {
        return (error as { extensions: { code: string } }).extensions.code;
      }
    };
    expect([codeOf("{ a }", "B"), codeOf("query A { a } query B { a }"), codeOf("mutation { a }")]).toEqual([
      ...["OPERATION_RESOLUTION_FAILURE", "OPERATION_RESOLUTION_FAILURE", "GRAPHQL_VALIDATION_FAILED"],
    ]);
  });
});
