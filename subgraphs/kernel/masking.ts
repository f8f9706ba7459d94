import { randomUUID } from "node:crypto";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import type { Logger } from "pino";
import { misfit } from "./misfit";
import { Refusal } from "./refusal";

/**
 * Turns what was thrown into what may leave the process, deny by default.
 *
 * A {@link Refusal} passes; graphql's own complaints about the request pass without their words, which quote the
 * value they refuse (see {@link misfit}). Anything else becomes INTERNAL_SERVER_ERROR
 * with a reference that stands in the log beside the real cause. Neither answer nor log holds the original message:
 * database errors quote values, and values are people.
 */
export function maskError(error: GraphQLError, log: Logger, requestId: string): GraphQLFormattedError {
  const { originalError } = error;
  if (error instanceof Refusal || originalError instanceof Refusal) {
    const refusal = (originalError ?? error) as Refusal;
    return { ...located(error), message: refusal.message, extensions: { ...refusal.extensions } };
  }
  if (!originalError || originalError instanceof GraphQLError) {
    const { message, extensions } = misfit(error.message);
    return { ...located(error), message, extensions: { ...extensions } };
  }
  const reference = randomUUID();
  log.error({ reference, requestId, path: error.path?.join("."), cause: describeCause(originalError) }, "unexpected");
  return {
    ...located(error),
    message: "Something went wrong on our side. Nothing was lost. Quote the reference when you ask for help.",
    extensions: { code: "INTERNAL_SERVER_ERROR", reference },
  };
}

const located = (error: GraphQLError) => (error.path ? { path: error.path } : {});

/** What helps to find a bug and holds no values: class, codes, constraint, and the frames without the message line. */
export function describeCause(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, constraint, table, routine } = error as Error & Record<string, unknown>;
  const frames = error.stack?.split("\n").filter((line) => /^\s+at /.test(line));
  return { type: error.name, code, constraint, table, routine, at: frames?.slice(0, 8).map((line) => line.trim()) };
}
