import { TestFederation } from "./fixtures/in-memory-subgraphs.js";

describe("where two types of a subgraph disagree about the type of a field", () => {
  const parrot = { __typename: "Parrot", name: "Polly", mate: { name: "Jack", words: 3 } };
  const deck = new TestFederation({
    deck: {
      typeDefs: `
        type Query { aboard: [Member] }
        union Member = Parrot | Rat
        type Parrot { name: String! @shareable mate: Fellow }
        type Rat { name: String mate: Stranger }
        type Fellow { name: String! @shareable words: Int }
        type Stranger { name: String }`,
      resolvers: {
        Query: { aboard: () => [parrot, { __typename: "Rat", name: null, mate: { name: "Scabbers" } }] },
      },
    },
    shore: {
      typeDefs: `
        type Query { port: String }
        type Parrot @shareable { name: String } type Fellow @shareable { name: String }`,
    },
  });

  it.each([
    "... @include(if: $yes) { name } other: name",
    "... on Parrot @include(if: $yes) { name } other: name",
    "other: name ...Named @include(if: $yes)",
    "name other: name ... @skip(if: $no) { name ... @include(if: $yes) { name } }",
    "other: name ... @include(if: $yes) { name again: name } ... on Member @include(if: $yes) { ... on Parrot { name } }",
  ])("each is asked for under a name of its own, also within a condition: %s", async (onParrot) => {
    const { data, errors } = await deck.ask(
      `query($yes: Boolean! = true, $no: Boolean! = false) {
        aboard {
          ...Named @skip(if: $yes)
          ... on Rat { name mate { name } }
          ... on Parrot { ${onParrot} mate { words @skip(if: $no) ... @include(if: $yes) { name } } }
        }
      }
      fragment Named on Member { ... on Parrot { name } }`,
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      aboard: [
        expect.objectContaining({ name: "Polly", other: "Polly", mate: { words: 3, name: "Jack" } }),
        { name: null, mate: { name: "Scabbers" } },
      ],
    });
  });
});
