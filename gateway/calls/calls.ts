import type { CallSubgraph, SubgraphAnswer, SubgraphRequest } from "../engine/subgraph-call";
import type { Call } from "../../subgraphs/kernel/viewer";
import type { Timeline } from "../telemetry/timeline";
import type { Trace } from "./trace";

/** What every call knows about the question it is part of. */
export interface Requested {
  readonly requestId: string;
  /** When reads for it end at the latest, on the clock of performance.now(). */
  readonly deadline?: number;
  /** The step that calls belong to, where the question is traced. */
  readonly trace?: Trace;
  /** Where calls are noted, where the question keeps notes. */
  readonly timeline?: Timeline;
}

/** How the engine reaches the subgraphs. The transports differ; what a failure looks like to the client does not. */
export interface Calls<Context extends Requested = Call> {
  /** Always ends within the deadline. Rejects only with a Refusal of the SERVICE_* family, or REQUEST_CANCELLED. */
  readonly call: CallSubgraph<Context>;
  /** Lets calls under way end, then frees the connections. */
  close(): Promise<void>;
}

/**
 * Opens a subscription at its owner. What was signed at the opening says who follows; the owner decides about each event.
 * Its items are answers like those of calls. Rejects, or ends, with a GraphQLError: the owner's own refusal, or one of
 * the SERVICE_* family. Leaving it leaves nothing behind at the owner.
 */
export type OpenStream<Context = Call & { readonly requestId: string }> = (
  request: SubgraphRequest,
  call: Context,
) => Promise<AsyncIterator<SubgraphAnswer, undefined>>;

/** Calls and subscriptions of the hub's own subgraphs. */
export interface HubCalls extends Calls {
  readonly stream: OpenStream;
}

/** A subgraph that has not answered by then is treated as down, so that the rest of the answer can leave. */
export const DEFAULT_TIMEOUT_MS = 5000;
