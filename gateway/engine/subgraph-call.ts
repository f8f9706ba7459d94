import type { GraphQLFormattedError } from "graphql";

/** What the engine asks of one subgraph. The same fetch of the same operation always carries the same `query` text. */
export interface SubgraphRequest {
  readonly service: string;
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly kind: "query" | "mutation" | "subscription";
  readonly variables?: Record<string, unknown>;
  /** Reads an answer from its text as JSON.parse does, which may be used instead, but is slower. */
  readonly read?: (text: string) => unknown;
}

/**
 * What a subgraph answers. It becomes the engine's own: later fetches are merged into its objects, so a caller that
 * gives one answer to two executions must give each its own copy. It is not trusted: see `answer.ts`.
 */
export interface SubgraphAnswer {
  data?: Record<string, unknown> | null;
  errors?: readonly GraphQLFormattedError[];
  extensions?: Record<string, unknown>;
}

/** Says when nobody waits any more. Every AbortSignal does, and whatever else has as much of one. */
export interface EndSignal {
  readonly aborted: boolean;
  readonly reason?: unknown;
  addEventListener(type: "abort", listener: () => void, options?: { readonly once?: boolean }): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/**
 * One call to one subgraph. Rejects with a GraphQLError carrying `extensions.code` when the subgraph could not answer;
 * any other rejection is treated as SERVICE_UNAVAILABLE with a fixed message, never the original one, which may hold an
 * internal address.
 */
export type CallSubgraph<Context> = (
  request: SubgraphRequest,
  context: Context,
  signal?: EndSignal,
) => Promise<SubgraphAnswer>;
