import { readFileSync } from "node:fs";
import { buildASTSchema, getOperationAST, Kind, parse, type DocumentNode } from "graphql";
import { COSTS, LIMITS } from "../limits";
import type { Manifest } from "../manifest";
import { RATES } from "../rates";
import { CostRules } from "./cost-rules";
import { PriceList } from "./price-list";

describe("the limits of the hub", () => {
  const supergraph = parse(readFileSync("schema/supergraph.graphql", "utf8"));
  const { operations } = JSON.parse(readFileSync("schema/trusted-documents.json", "utf8")) as Manifest;
  const prices = new PriceList(
    buildASTSchema(supergraph, { assumeValid: true }),
    new CostRules(supergraph),
    COSTS.listSize,
  );
  /** Every Int as large as a page may be, everything included: the dearest that a document can be. */
  const dearest = (document: DocumentNode) => {
    const operation = getOperationAST(document)!;
    const variables = (operation.variableDefinitions ?? []).map(({ variable, type }) => {
      const named = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
      const value = named.kind === Kind.NAMED_TYPE ? { Int: 100, Boolean: true }[named.name.value] : undefined;
      return [variable.name.value, value] as const;
    });
    return prices.priceOf(document, operation).before(Object.fromEntries(variables));
  };
  const measured = new Map(operations.map(({ name, body }) => [name, dearest(parse(body))]));
  const most = Math.max(...measured.values());

  it("leave the dearest of the dashboards' questions room, and no question room for much more", () => {
    expect(COSTS.question).toBeGreaterThanOrEqual(1.4 * most);
    expect(COSTS.question).toBeLessThanOrEqual(3 * most);
  });

  it("let a user ask for whole people about as often as at all", () => {
    const text = operations.find(({ name }) => name === "FollowBeneficiary")!.body;
    const document = parse(text);
    const usual = prices.priceOf(document, getOperationAST(document)!).before({});
    expect(COSTS.user / usual).toBeGreaterThanOrEqual(RATES.user * 0.9);
    expect(COSTS.organisation / COSTS.user).toBe(RATES.organisation / RATES.user);
  });

  it("are far above what has no room anyway", () => expect(COSTS.question).toBeGreaterThan(LIMITS.fields));
});
