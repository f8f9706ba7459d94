import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import type { GatewayInterface } from "@apollo/server-gateway-interface";
import type { Logger } from "pino";
import type { EndSignal } from "../engine/subgraph-call";
import type { Asked } from "../front/exchange";
import type { Pieces } from "../front/parts";
import { turnsBetweenSteps } from "../front/turns";
import { MAX_FAULTS } from "../limits/limits";
import type { Caller } from "./caller";
import { maskForeign } from "./mask";
import type { OpenOptions } from "./options";
import type { OpenCall } from "./running";

/** What is known of one question: its id, who asks, and whether anybody still waits. */
export interface OpenQuestion extends OpenCall, Caller, Asked {
  readonly signal: EndSignal;
  /** Deferred parts: whether the client takes them, and those that follow the first answer. */
  readonly parts: { readonly taken: boolean; pieces?: Pieces };
}

const nothing = () => undefined;
const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** Apollo Server parses, validates and keeps documents; everything else of it is off by name. */
export function createOpenApollo(
  gateway: GatewayInterface,
  log: Logger,
  { development, limits }: Pick<OpenOptions, "development" | "limits">,
  plugins: readonly ApolloServerPlugin<OpenQuestion>[],
): ApolloServer<OpenQuestion> {
  return new ApolloServer<OpenQuestion>({
    gateway,
    formatError: maskForeign(log, development),
    introspection: development,
    hideSchemaDetailsFromClientErrors: !development,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    persistedQueries: false,
    parseOptions: { maxTokens: limits.tokens },
    validationOptions: { maxErrors: MAX_FAULTS },
    stopOnTerminationSignals: false,
    nodeEnv: development ? "development" : "production",
    apollo: {},
    logger: silent,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      turnsBetweenSteps,
      ...plugins,
    ],
  });
}
