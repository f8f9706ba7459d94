import { randomUUID } from "node:crypto";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import type { Logger } from "pino";
import { describeCause } from "../../subgraphs/kernel/masking";
import { REFUSAL_CODES } from "../../subgraphs/kernel/refusal";
import { withoutValue } from "./variable-fault";

/** Codes whose messages were written for clients. A message under any other code may hold anything. */
const FOR_CLIENTS: ReadonlySet<unknown> = new Set([
  ...REFUSAL_CODES,
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "OPERATION_RESOLUTION_FAILURE",
  "BAD_REQUEST",
  "OPERATION_NOT_PLANNED",
  "REQUEST_CANCELLED",
  "UNAUTHORIZED_FIELD_OR_TYPE",
]);

export const isForClients = (code: unknown): boolean => FOR_CLIENTS.has(code);

const MASKED = "Something went wrong on our side. Nothing was lost. Quote the reference when you ask for help.";

/**
 * The last gate of every error, deny by default. A code of the closed list passes with its message, path, service,
 * reference and details, and nothing else. Anything else becomes INTERNAL_SERVER_ERROR with a reference under which
 * the log holds what is known of the cause; a subgraph that has masked already keeps its own reference.
 */
export function maskErrors(log: Logger, production: boolean) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const { message, path, locations, extensions = {} } = formatted;
    const { code, service, reference, details } = extensions as Record<string, unknown>;
    const place = { ...(locations && { locations }), ...(path && { path }) };
    const origin = typeof service === "string" ? { service } : {};
    if (isWritten(error) && isForClients(code)) {
      const help = { ...(reference !== undefined && { reference }), ...(details !== undefined && { details }) };
      return { message: clean(message, production), ...place, extensions: { code, ...origin, ...help } };
    }
    const shown = typeof reference === "string" ? reference : note(log, formatted, error);
    return { message: MASKED, ...place, extensions: { code: "INTERNAL_SERVER_ERROR", ...origin, reference: shown } };
  };
}

/** The same for what never became a GraphQL error. */
export function maskUnknown(log: Logger, error: unknown): GraphQLFormattedError {
  const reference = note(log, { message: "" }, error);
  return { message: MASKED, extensions: { code: "INTERNAL_SERVER_ERROR", reference } };
}

/** GraphQL wraps whatever is thrown; only an error that was one from the start was written by us, graphql or Apollo. */
const isWritten = (error: unknown): boolean =>
  error instanceof GraphQLError && (!error.originalError || error.originalError instanceof GraphQLError);

function note(log: Logger, { path, extensions }: GraphQLFormattedError, error: unknown): string {
  const reference = randomUUID();
  const cause = describeCause(error instanceof GraphQLError ? (error.originalError ?? error) : error);
  log.error({ reference, path: path?.join("."), service: extensions?.["service"], cause }, "unexpected");
  return reference;
}

/** In production graphql's guesses, which name fields and values of the schema, are left out. */
function clean(message: string, production: boolean): string {
  const quiet = withoutValue(message);
  return production ? quiet.replace(/ ?Did you mean .+\?$/s, "") : quiet;
}
