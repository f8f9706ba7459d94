import { buildSchema, getIntrospectionQuery } from "graphql";
import { Refusal } from "../../subgraphs/kernel/refusal";
import { Admission } from "./admission";
import { LIMITS } from "./limits";
import { checkVariables } from "./variables";

const schema = buildSchema(
  "type Query { me: Person, say(text: String): Int } type Person { friend: Person, name: Int }",
);

const nested = (depth: number, inner = "name") => `${"friend {".repeat(depth)} ${inner} ${"}".repeat(depth)}`;
const repeat = (count: number, line: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => line(n)).join(" ");

function checkOf(work: () => void): unknown {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
    const { code, details } = (error as Refusal).extensions as { code: string; details: { check: string } };
    expect(code).toBe("BAD_USER_INPUT");
    return details.check;
  }
  return "admitted";
}

describe("what a document may weigh", () => {
  const check = (query: string) => checkOf(() => new Admission().admit(query, schema));

  it.each([
    ["the introspection query of graphql-js", getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true })],
    ["the deepest", `{ me { ${nested(LIMITS.depth - 2)} } }`],
    ["as many aliases as allowed", `{ me { ${repeat(LIMITS.aliases, (n) => `a${n}: name`)} } }`],
    ["as many root fields as allowed", `{ ${repeat(LIMITS.rootFields, (n) => `a${n}: me { name }`)} }`],
    ["what is no GraphQL, which the parser will say", "{ me {"],
    ["a fragment within itself, which validation will say", "{ me { ...A } } fragment A on Person { name ...A }"],
    ["a fragment that is not there", "{ me { ...A } }"],
  ])("admitted: %s", (_, query) => expect(check(query)).toBe("admitted"));

  it("remembers what was admitted by its hash, not by what somebody wrote into it", () => {
    const admission = new Admission();
    admission.admit('{ say(text: "01018012345") }', schema);
    expect([...admission["admitted"].keys()]).toEqual([expect.stringMatching(/^[\da-f]{64}$/)]);
  });

  const doubling = (levels: number) =>
    `{ me { ...F0 } } ${repeat(levels, (n) => `fragment F${n} on Person { ...F${n + 1} ...F${n + 1} }`)} ` +
    `fragment F${levels} on Person { name }`;

  it.each([
    ["depth", `{ me { ${nested(LIMITS.depth - 1)} } }`],
    ["depth", `{ me { ${nested(500)} } }`],
    ["depth", `{ me { ...A } } fragment A on Person { ${nested(8, "...B")} } fragment B on Person { ${nested(8)} }`],
    ["depth", `{ me { ${"... on Person { friend {".repeat(20)} name ${"} }".repeat(20)} } }`],
    ["root fields", `{ ${repeat(21, (n) => `a${n}: me { name }`)} }`],
    ["root fields", `{ ${repeat(21, () => "...R")} } fragment R on Query { me { name } }`],
    ["aliases", `{ me { ${repeat(61, (n) => `a${n}: name`)} } }`],
    ["aliases", `{ me { ${repeat(61, (n) => `a${n}: __typename`)} } }`],
    ["directives", `{ me { name ${"@include(if: true) ".repeat(61)} } }`],
    ["variables", `query(${repeat(101, (n) => `$v${n}: Int`)}) { me { name } }`],
    ["fields", `{ me { ${"name ".repeat(1000)} } }`],
    ["fields", doubling(30)],
    ["definitions", doubling(60)],
    ["definitions", repeat(61, (n) => `query Q${n} { me { name } }`)],
    ["bytes of one text", `{ say(text: "${"α".repeat(33_000)}") }`],
  ])("refused, %s: %.60s", (what, query) => {
    const started = performance.now();
    expect(check(query)).toBe(what);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it("a ring of fragments that begins anywhere ends", () => {
    const ring = repeat(50, (n) => `fragment F${n} on Person { friend { ...F${(n + 1) % 50} } }`);
    expect(check(`{ me { ${repeat(50, (n) => `...F${n}`)} } } ${ring}`)).toBe("depth");
  });

  it("only the operation that is too large is named, whichever is asked for", () => {
    expect(check(`query A { me { name } } query B { me { ${nested(20)} } }`)).toBe("depth");
  });
});

describe("what variables may weigh", () => {
  const check = (variables: Record<string, unknown>) => checkOf(() => checkVariables(variables));
  const deep = (depth: number): unknown => JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`);

  it("admitted: up to the limits", () => {
    expect(check({})).toBe("admitted");
    expect(check({ text: "α".repeat(32 << 10), none: null, list: deep(31) })).toBe("admitted");
    expect(check({ ids: Array.from({ length: 1998 }, String) })).toBe("admitted");
  });

  it.each([
    ["variables", Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`v${n}`, n]))],
    ["values in variables", { ids: Array.from({ length: 2000 }, String) }],
    ["values in variables", { rows: Array.from({ length: 200 }, () => Array.from({ length: 100 }, () => 1)) }],
    ["depth of variables", { list: deep(33) }],
    ["depth of variables", { list: deep(5000) }],
    ["bytes of one text", { text: "a".repeat((64 << 10) + 1) }],
    ["bytes of one text", { input: { notes: ["α".repeat(33_000)] } }],
  ])("refused: %s", (what, variables) => expect(check(variables)).toBe(what));
});
