import { randomUUID } from "node:crypto";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import type { Logger } from "pino";
import { describeCause } from "../../subgraphs/kernel/masking";
import { isForClients } from "../front/mask";
import { withoutValue } from "../front/variable-fault";

const MASKED = "A part of the answer could not be made. Quote the reference when you ask for help.";
const CODE = /^[A-Z][A-Z0-9_]{0,63}$/;

/**
 * What is said of an error of a foreign subgraph: its code when that is a word, its service, its place. Its message
 * may hold anything and goes to nobody, unless `isOpen`; a reference stands for it. Our own errors say what they say.
 */
export function maskForeign(log: Logger, isOpen: boolean) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const { message, path, locations, extensions = {} } = formatted;
    const { code, service, details } = extensions as Record<string, unknown>;
    const place = { ...(locations && { locations }), ...(path && { path }) };
    const cause = error instanceof GraphQLError ? error.originalError : error;
    const isForeign = service !== undefined && !String(code).startsWith("SERVICE_");
    const shown = typeof code === "string" && CODE.test(code) ? code : "INTERNAL_SERVER_ERROR";
    const origin = { code: shown, ...(typeof service === "string" && { service }) };
    const isWritten = !(cause instanceof Error) || cause instanceof GraphQLError;
    // What the engine finds wrong with a value says which field that is of, which was asked for, and no value.
    const isOwn = service === undefined && error instanceof GraphQLError && cause === undefined;
    if (isWritten && (isForeign ? isOpen : isOwn || isForClients(code)))
      return {
        message: isForeign ? message : withoutValue(message),
        ...place,
        extensions: { ...origin, ...(details !== undefined && { details }) },
      };
    const reference = randomUUID();
    log.warn({ reference, service, code: shown, path: path?.join("."), cause: describeCause(cause) }, "masked");
    return { message: MASKED, ...place, extensions: { ...origin, reference } };
  };
}
