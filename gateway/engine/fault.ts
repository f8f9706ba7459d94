import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { isTree, type Path } from "./tree.js";

/** One error before it has a place in the response. */
export interface Fault {
  readonly message: string;
  readonly extensions: Record<string, unknown>;
}

export function badAnswer(service?: string): Fault {
  return {
    message: "A service gave an answer that cannot be used.",
    extensions: { ...(service && { service }), code: "SERVICE_BAD_ANSWER" },
  };
}

/** The fault of a call that rejected. Only a GraphQLError speaks for itself; anything else may hold an address. */
export function callFault(service: string, reason: unknown): Fault {
  if (reason instanceof GraphQLError && typeof reason.extensions["code"] === "string")
    return subgraphFault(service, reason);
  return {
    message: "A service that this answer needs is not available.",
    extensions: { service, code: "SERVICE_UNAVAILABLE" },
  };
}

/** The fault of one entry of a subgraph's `errors`: its message, and of its extensions only what clients may have. */
export function subgraphFault(service: string, error: GraphQLFormattedError | GraphQLError): Fault {
  const { code, reference, details } = isTree(error.extensions) ? error.extensions : ({} as Record<string, unknown>);
  return {
    message: error.message,
    extensions: {
      service,
      code: typeof code === "string" ? code : "INTERNAL_SERVER_ERROR",
      ...(reference !== undefined && { reference }),
      ...(details !== undefined && { details }),
    },
  };
}

/** What a call rejects with that was never made, because the request was already cancelled. */
export function cancelled(): GraphQLError {
  return new GraphQLError("The request was cancelled.", { extensions: { code: "REQUEST_CANCELLED" } });
}

/** Refuses what the engine cannot execute yet, when the operation is prepared and not when it runs. */
export function notSupported(what: string): GraphQLError {
  return new GraphQLError(`This server does not execute ${what}.`, {
    extensions: { code: "OPERATION_NOT_SUPPORTED" },
  });
}

/** For a field that @authenticated, @requiresScopes or @policy closes: the code that Apollo's router gives. */
export function denied(): Fault {
  return { message: "You may not see this field.", extensions: { code: "UNAUTHORIZED_FIELD_OR_TYPE" } };
}

/** For a field that the plan asks nobody for, of an object that came nevertheless. */
export function notFetched(): Fault {
  return { message: "This part of the operation cannot be planned.", extensions: { code: "OPERATION_NOT_PLANNED" } };
}

/** `path` in the client's answer; an error without one has no place. */
export function asError({ message, extensions }: Fault, path?: Path): GraphQLError {
  return new GraphQLError(message, { path: path?.length ? path : undefined, extensions });
}
