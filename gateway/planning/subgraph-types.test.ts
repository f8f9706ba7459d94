import { parse } from "graphql";
import { SubgraphTypes } from "./subgraph-types.js";

const types = new SubgraphTypes(
  parse(`enum join__Graph { A @join__graph(name: "a") B @join__graph(name: "b") C @join__graph(name: "c") }
    union Any @join__type(graph: A) @join__type(graph: B) @join__unionMember(graph: A, member: "T")
      @join__unionMember(graph: A, member: "U") @join__unionMember(graph: B, member: "T") = T | U
    union Same @join__type(graph: A) @join__unionMember(graph: A, member: "T") = T
    interface Node @join__type(graph: A) @join__type(graph: B) @join__type(graph: C, isInterfaceObject: true) { id: ID! }
    type T implements Node @join__type(graph: A) @join__type(graph: B) @join__implements(graph: A, interface: "Node") {
      id: ID! price: Int @join__field(graph: A) @join__field(graph: B, external: true)
      fee: Int @join__field(graph: B, requires: "price") rating: Int @join__field
      next: Node @join__field(graph: A, type: "[T!]") @join__field(graph: B)
      moved: Int @join__field(graph: A, override: "b", overrideLabel: "x") @join__field(graph: B, overrideLabel: "x") }
    type U implements Node @join__type(graph: A) @join__type(graph: B) @join__implements(graph: A, interface: "Node")
      @join__implements(graph: B, interface: "Node") { id: ID! }`),
);

describe("what the supergraph says of one subgraph's types", () => {
  it("are those that it can bring for a union or an interface", () => {
    expect([types.membersOf("a", "Any"), types.membersOf("b", "Any")]).toEqual([["T", "U"], ["T"]]);
    expect([types.membersOf("a", "Node"), types.membersOf("b", "Node")]).toEqual([["T", "U"], ["U"]]);
    expect([types.membersOf("c", "Node"), types.membersOf("c", "Any")]).toEqual([[], []]);
    expect(["Any", "Node", "Same", "T"].map((name) => types.isPartial(name))).toEqual([true, true, false, false]);
    expect(types.arePartial).toBe(true);
  });

  it("is a field that it brings with nothing but the object, and whatever labels hold", () => {
    const owners = (field: string) => ["a", "b", "c"].filter((service) => types.owns(service, "T", field));
    expect(owners("id")).toEqual(["a", "b"]);
    expect(owners("price")).toEqual(["a"]);
    expect(["fee", "rating", "moved", "none"].map(owners)).toEqual([[], [], [], []]);
  });

  it("is of a field also a type that is narrower there", () => {
    expect([types.narrowerType("a", "T", "next"), types.narrowerType("b", "T", "next")]).toEqual(["T", undefined]);
  });
});
