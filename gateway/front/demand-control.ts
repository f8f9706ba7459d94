import { HeaderMap, type ApolloServerPlugin } from "@apollo/server";
import { GraphQLError, type GraphQLSchema } from "graphql";
import type { Payer } from "../limits/cost/budget";
import type { Charge, Cost, Demand, Priced } from "../limits/cost/demand";
import { declinedBy } from "./declined";
import type { EngineGateway } from "./engine-gateway";
import type { Asked } from "./exchange";
import { gatherParts } from "./gather-parts";
import type { Pieces } from "./parts";
import { contentOf } from "./written-answer";

export interface DemandParts<Context> {
  readonly demand: Demand;
  readonly pricedOf: (schema: GraphQLSchema) => Priced;
  readonly payerOf: (context: Context) => Payer;
  /** Told when the answer is there. */
  readonly note?: (context: Context, cost: Cost) => void;
  /** Whether who asks may see what it cost: it is in `extensions.cost` then. */
  readonly isShown: (context: Context) => boolean;
  /** Where the parts are that follow the first answer. */
  readonly partsOf: (context: Context) => { pieces?: Pieces | undefined };
}

/** Apollo Server's part in demand control: after validation and before anything is planned, and with the answer. */
export function controlDemand<Context extends object>(control: DemandParts<Context>): ApolloServerPlugin<Context> {
  const { demand, pricedOf, payerOf, note, isShown, partsOf } = control;
  return {
    requestDidStart: async ({ contextValue }) => {
      let charge: Charge | undefined;
      return {
        didResolveOperation: async ({ schema, document, operation, request: { variables = {} } }) => {
          if (!operation) return;
          const demanded = { document, operation, variables };
          charge = await demand.charge(pricedOf(schema), demanded, payerOf(contextValue)).catch(withStatus);
        },
        willSendResponse: async ({ response: { body } }) => {
          if (!charge || body.kind !== "single") return;
          const { singleResult } = body;
          const paid = charge;
          const settle = (data: unknown): { readonly cost: Cost } | undefined => {
            paid.settle(data);
            note?.(contextValue, paid.cost);
            return isShown(contextValue) ? { cost: paid.cost } : undefined;
          };
          const parts = partsOf(contextValue);
          // What is deferred is paid for like the rest, when the last of it has left.
          if (parts.pieces) return void (parts.pieces = gatherParts(singleResult.data, parts.pieces, settle));
          const shown = settle(contentOf(singleResult.data));
          if (shown) singleResult.extensions = { ...singleResult.extensions, ...shown };
        },
      };
    },
  };
}

/** The hub's: every viewer pays, and developers see what a question cost beside its plan. */
export const demandOfHub = (demand: Demand, gateway: EngineGateway, isOpen: boolean): ApolloServerPlugin<Asked> =>
  controlDemand({
    demand,
    pricedOf: (schema) => gateway.engineOf(schema),
    payerOf: ({ exchange: { viewer } }) => {
      if (!viewer) throw new Error("A question came this far without a viewer.");
      return viewer;
    },
    note: ({ exchange }, cost) => void (exchange.timeline.cost = cost),
    isShown: ({ exchange }) => exchange.wantsPlan && (exchange.mayExplore || isOpen),
    partsOf: ({ exchange }) => exchange,
  });

/** Apollo Server takes the status of what is refused this early from the error itself. */
function withStatus(error: unknown): never {
  const declined = declinedBy(error);
  const refusal = declined?.refusal ?? (error as GraphQLError);
  if (!declined && refusal.extensions?.["code"] !== "BAD_USER_INPUT") throw error;
  const http = { status: declined?.status ?? 400, headers: new HeaderMap(Object.entries(declined?.headers ?? {})) };
  throw new GraphQLError(refusal.message, { nodes: refusal.nodes, extensions: { ...refusal.extensions, http } });
}
