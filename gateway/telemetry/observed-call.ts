import { GraphQLError } from "graphql";
import type { Requested } from "../calls/calls";
import type { CallSubgraph } from "../engine/subgraph-call";
import type { Metrics } from "./metrics";

/** The same calls, counted, and noted on the timeline of their question where it has one. */
export function observed<Context extends Requested>(
  call: CallSubgraph<Context>,
  metrics: Metrics,
): CallSubgraph<Context> {
  return async (request, context, signal) => {
    const note = context.timeline?.begin(request);
    const startedAt = note?.startedAt ?? performance.now();
    let code: string | null = null;
    try {
      return await call(request, note ? { ...context, trace: note.trace } : context, signal);
    } catch (error) {
      code = error instanceof GraphQLError ? String(error.extensions["code"]) : "INTERNAL_SERVER_ERROR";
      throw error;
    } finally {
      const ms = performance.now() - startedAt;
      if (note) Object.assign(note, { ms, code });
      metrics.fetched(request.service, code, ms, note?.entities ?? 0);
    }
  };
}
