import { ApolloServer } from "@apollo/server";
import { buildSchema } from "graphql";
import { validDocument } from "../limits/valid-document";
import { turnsBetweenSteps } from "./turns";

/** How often the event loop turns while `work` is under way. */
async function turnsOf(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let next: NodeJS.Immediate;
  const turn = (): void => void (next = setImmediate(() => (turns++, turn())));
  turn();
  await work();
  clearImmediate(next!);
  return turns;
}

describe("a document that nobody asked before", () => {
  it("leaves others a turn before it is parsed and validated; one that is known waits for nobody", async () => {
    const server = new ApolloServer({ typeDefs: "type Query { a: Int }", plugins: [turnsBetweenSteps] });
    await server.start();
    const ask = () => server.executeOperation({ query: "{ a }" });
    expect(await turnsOf(ask)).toBe(2);
    expect(await turnsOf(ask)).toBe(0);
    await server.stop();
  });

  it("does so when it is followed, too", async () => {
    const schema = buildSchema("type Query { a: Int } type Subscription { a: Int }");
    expect(await turnsOf(() => validDocument("subscription { a }", schema))).toBe(3);
    await expect(validDocument("subscription { b }", schema)).rejects.toThrow('Cannot query field "b"');
  });
});
