import { parse, print } from "graphql";
import { calledInputs, nameCalls } from "./named-calls.js";

const field = (requires: string) => `@join__field(graph: A, requires: ${JSON.stringify(requires)})`;
const supergraph = parse(`
  interface Priced { price(in: Currency, at: Int): Int }
  type Ware implements Priced @join__type(graph: A, key: "id") {
    id: ID! price(in: Currency, at: Int): Int @join__field(graph: B) @join__field(graph: A, external: true) price__1: Int
    duty: Int ${field("price(in: USD, at: 1)")} vat: Int ${field("id price(in: EUR)")}
    fee: Int ${field("price(at: 1, in: USD) set { price(in: EUR) }")} plain: Int ${field("price")}
  }`);

describe("a supergraph whose @requires call fields with arguments", () => {
  const { document, calls } = nameCalls(supergraph);
  const text = print(document);

  it("has a field for each call, the same for the same arguments in any order", () => {
    expect([...calls].map(([name, call]) => [name, print(call)])).toEqual([
      ["price__2", "price(at: 1, in: USD)"],
      ["price__3", "price(in: EUR)"],
    ]);
    const needed = [...text.matchAll(/requires: "(.*?)"/g)].map(([, set]) => set);
    expect(needed).toEqual(["price__2", "id price__3", "price__2 set{price__3}", "price"]);
  });

  it("has it wherever there is the field called, and from the same subgraphs", () => {
    expect(text.match(/price__[23]: Int.*/g)).toEqual([
      "price__2: Int",
      "price__3: Int",
      "price__2: Int @join__field(graph: B) @join__field(graph: A, external: true)",
      "price__3: Int @join__field(graph: B) @join__field(graph: A, external: true)",
    ]);
  });

  it("is left as it is where there is none", () => {
    const plain = parse(`type Ware { id: ID! fee: Int ${field("id")} }`);
    expect(nameCalls(plain)).toEqual({ document: plain, calls: new Map() });
  });

  it("has inputs that are read by the name of the call, and named as the field", () => {
    const inputs = [
      { kind: "Field", name: "price__2" },
      {
        kind: "InlineFragment",
        selections: [{ kind: "Field", name: "set", selections: [{ kind: "Field", name: "id" }] }],
      },
    ] as const;
    expect(calledInputs(structuredClone(inputs) as never, calls)).toEqual([
      { kind: "Field", alias: "price__2", name: "price" },
      inputs[1],
    ]);
  });
});
