import { createHash } from "node:crypto";
import type { ApolloServerPlugin } from "@apollo/server";
import type { Engine } from "../engine/engine";
import { controlDemand } from "../front/demand-control";
import { CostBudget } from "../limits/cost/budget";
import { Demand } from "../limits/cost/demand";
import type { OpenQuestion } from "./apollo";
import type { OpenOptions } from "./options";

type Settings = Pick<OpenOptions, "costs" | "costPerMinute" | "development">;

/** Demand control as the command line wants it: none, of single operations, or of all that one token asks as well. */
export function demandOf(
  engine: Engine<OpenQuestion>,
  { costs, costPerMinute, development }: Settings,
): readonly ApolloServerPlugin<OpenQuestion>[] {
  if (!costs) return [];
  const budget = costPerMinute === undefined ? undefined : new CostBudget({ user: costPerMinute });
  const plugin = controlDemand<OpenQuestion>({
    demand: new Demand(costs, budget),
    pricedOf: () => engine,
    payerOf: ({ identity }) => ({ id: createHash("sha256").update(identity).digest("base64"), organisationId: null }),
    isShown: () => development,
  });
  return [plugin];
}
