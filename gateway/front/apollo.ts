import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import { GraphQLError } from "graphql";
import type { Logger } from "pino";
import { describeCause } from "../../subgraphs/kernel/masking";
import { LIMITS, MAX_FAULTS } from "../limits/limits";
import type { EngineGateway } from "./engine-gateway";
import type { Asked } from "./exchange";
import { maskErrors } from "./mask";
import { turnsBetweenSteps } from "./turns";

/**
 * Apollo Server as the GraphQL half of the front: parse, validate, keep documents, shape the answer. Every option
 * that could talk to the vendor, answer a GET, run a batch or show an inside is off by name, not by default.
 */
export function createApollo(
  gateway: EngineGateway,
  log: Logger,
  production: boolean,
  plugins: readonly ApolloServerPlugin<Asked>[],
): ApolloServer<Asked> {
  return new ApolloServer<Asked>({
    gateway,
    formatError: maskErrors(log, production),
    introspection: true, // in production for developers only: see closeSchema
    hideSchemaDetailsFromClientErrors: production,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    persistedQueries: false,
    parseOptions: { maxTokens: LIMITS.tokens },
    validationOptions: { maxErrors: MAX_FAULTS },
    stopOnTerminationSignals: false,
    nodeEnv: production ? "production" : "development",
    apollo: {},
    logger: silent,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      observe(log),
      turnsBetweenSteps,
      ...(production ? [closeSchema] : []),
      ...plugins,
    ],
  });
}

const INTROSPECTION = /\b__(schema|type)\b/;

/** The schema is nobody's business in production but a developer's, who has the scope for it. */
const closeSchema: ApolloServerPlugin<Asked> = {
  requestDidStart: async ({ contextValue: { exchange } }) => ({
    didResolveOperation: async ({ source }) => {
      if (exchange.mayExplore || !INTROSPECTION.test(source)) return;
      const extensions = { code: "GRAPHQL_VALIDATION_FAILED", http: { status: 400 } };
      throw new GraphQLError("This hub does not show its schema.", { extensions });
    },
  }),
};

const nothing = () => undefined;
/** Apollo's own lines quote error messages, and those may quote people. What matters of them is logged by `observe`. */
const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** Tells the exchange what is asked, by name, and the codes of what went wrong; the log what broke. */
export function observe<Context extends Asked>(log: Logger): ApolloServerPlugin<Context> {
  return {
    unexpectedErrorProcessingRequest: async ({ requestContext, error }) =>
      log.error(
        { requestId: requestContext.contextValue.exchange.requestId, cause: describeCause(error) },
        "unexpected",
      ),
    startupDidFail: async ({ error }) => log.error({ cause: describeCause(error) }, "the GraphQL server did not start"),
    requestDidStart: async ({ contextValue: { exchange } }) => ({
      didResolveOperation: async ({ operationName, operation }) => {
        exchange.operationName = operationName;
        exchange.kind = operation?.operation;
      },
      willSendResponse: async ({ response: { body } }) => {
        if (body.kind !== "single") return;
        for (const { extensions } of body.singleResult.errors ?? []) exchange.noteError(extensions);
      },
    }),
  };
}
