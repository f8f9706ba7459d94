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
import type { Permissions } from "../engine/access";
import type { Requested } from "../calls/calls";
import type { Pieces } from "../front/parts";
import { stringify } from "../front/written-answer";
import { MAX_FAULTS } from "../limits/limits";
import { maskForeign } from "./mask";
import type { OpenOptions } from "./options";

/** What is known of one question: its id, the headers that go on to subgraphs, and whether anybody still waits. */
export interface OpenQuestion extends Requested {
  readonly forwarded: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly permissions: Permissions;
  /** The token as it came: what two people ask is never the same. */
  readonly identity: string;
  /** When the token ends, in milliseconds since 1970; undefined where there is none. */
  readonly until: number | undefined;
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
    stringifyResult: stringify,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ...plugins,
    ],
  });
}
