import type { ApolloServerPlugin } from "@apollo/server";
import { controlDemand } from "../front/demand-control";
import { CostBudget, type Payer } from "../limits/cost/budget";
import { Demand } from "../limits/cost/demand";
import type { OpenQuestion } from "./apollo";
import type { Caller } from "./caller";
import type { OpenExecutor } from "./executor";
import type { OpenOptions } from "./options";

/** Nobody here belongs to an organisation. */
export const payerOf = ({ client: id }: Pick<Caller, "client">): Payer => ({ id, organisationId: null });

/** Demand control as the command line wants it: none, of single operations, or of all that one client asks as well. */
export function demandOf({ costs, costPerMinute }: Pick<OpenOptions, "costs" | "costPerMinute">): Demand | undefined {
  if (!costs) return undefined;
  return new Demand(costs, costPerMinute === undefined ? undefined : new CostBudget({ user: costPerMinute }));
}

/** Its part in Apollo Server. */
export const controlOpenDemand = (
  demand: Demand,
  executor: OpenExecutor,
  development: boolean,
): ApolloServerPlugin<OpenQuestion> =>
  controlDemand<OpenQuestion>({
    demand,
    pricedOf: (schema) => executor.engineOf(schema),
    payerOf,
    note: ({ timeline }, cost) => {
      if (timeline) timeline.cost = cost;
    },
    isShown: () => development,
    partsOf: ({ parts }) => parts,
  });
