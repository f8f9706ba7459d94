import { buildSchema, parse } from "graphql";
import { ReservedNames, toPlannedDocument } from "./document/planned-document.js";
import { operationOf } from "./document/selections.js";
import { inOrder } from "../engine/program.js";
import { readyOperation } from "./ready-operation.js";
import { Requirements } from "./requirements.js";

const sdl = "type Query { a(x: Int!, y: Int): Int }";
const [schema, supergraph] = [buildSchema(sdl), parse(sdl)];
const ready = (text: string) => {
  const document = parse(text);
  const planned = toPlannedDocument(document, schema, new ReservedNames(new Requirements(supergraph), supergraph));
  const client = { schema, operation: operationOf(document), planned, denied: new Set<never>(), defers: [] };
  return readyOperation(client, { plan: { kind: "QueryPlan" }, program: inOrder([]) });
};

describe("an operation that is ready", () => {
  it("says what it is, and what its answer looks like", () => {
    const operation = ready("query Q { b: a(x: 1) }");
    expect(operation).toMatchObject({ kind: "query", name: "Q", defers: [], keepsNames: true });
    expect(operation.shape({}).fields.map(({ name }) => name)).toEqual(["b"]);
    expect(operation.names.pathOf(["b", "key"])).toEqual(["b"]);
  });

  it("takes what the client sent, with defaults and under the plan's names", () => {
    const operation = ready("query ($representations: Int!, $y: Int = 2) { a(x: $representations, y: $y) }");
    expect(operation.coerce({ representations: 1, unknown: true })).toEqual({
      variables: { representations: 1, representations__c: 1, y: 2 },
    });
  });

  it("or says why it does not fit, in few words", () => {
    const names = Array.from({ length: 9 }, (_, at) => `v${at}`);
    const asked = names.map((name) => `${name}: a(x: $${name})`).join(" ");
    const operation = ready(`query (${names.map((name) => `$${name}: Int!`).join()}) { ${asked} }`);
    const coerced = operation.coerce({});
    expect("errors" in coerced && coerced.errors.length).toBeLessThan(9);
    expect(coerced).toMatchObject({ errors: [{ extensions: { code: "BAD_USER_INPUT" } }, {}, {}, {}, {}, {}] });
    // The first, and that there were more: each quotes all that was sent.
    const many = Object.fromEntries(Array.from({ length: 600 }, (_, at) => [`w${at}`, at]));
    expect(operation.coerce(many)).toMatchObject({ errors: { length: 2 } });
  });
});
