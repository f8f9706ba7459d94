import { readFileSync } from "node:fs";
import { buildSchema, getNamedType, isInputObjectType } from "graphql";

/** What only the gateway and other owners ask for, with ids that make it safe to repeat. */
const BETWEEN_OWNERS = ["recordAccess", "eraseBeneficiary", "noteErasure"];

describe("a mutation", () => {
  const schema = buildSchema(readFileSync("schema/supergraph.graphql", "utf8"), { assumeValid: true });
  const mutations = Object.values(schema.getMutationType()!.getFields());

  it.each(mutations.map(({ name }) => name).filter((name) => !BETWEEN_OWNERS.includes(name)))(
    "%s takes a key, so that sending it again changes nothing twice",
    (name) => {
      const types = mutations.find((each) => each.name === name)!.args.map(({ type }) => getNamedType(type));
      const fields = types.flatMap((type) => (isInputObjectType(type) ? Object.keys(type.getFields()) : []));
      expect(fields).toContain("idempotencyKey");
    },
  );
});
