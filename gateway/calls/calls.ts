import type { CallSubgraph } from "../engine/subgraph-call";
import type { Call } from "../../subgraphs/kernel/viewer";

/** How the engine reaches the subgraphs. The transports differ; what a failure looks like to the client does not. */
export interface Calls {
  /** Always ends within the deadline. Rejects only with a Refusal of the SERVICE_* family, or REQUEST_CANCELLED. */
  readonly call: CallSubgraph<Call>;
  /** Lets calls under way end, then frees the connections. */
  close(): Promise<void>;
}

/** A subgraph that has not answered by then is treated as down, so that the rest of the answer can leave. */
export const DEFAULT_TIMEOUT_MS = 5000;
