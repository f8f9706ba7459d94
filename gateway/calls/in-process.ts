import type { Logger } from "pino";
import type { GraphqlRequest } from "../../subgraphs/kernel/subgraph";
import type { Call } from "../../subgraphs/kernel/viewer";
import type { SubgraphAnswer, SubgraphRequest } from "../engine/subgraph-call";
import { DEFAULT_TIMEOUT_MS, type HubCalls, type OpenStream } from "./calls";
import { withDeadline } from "./deadline";
import { logFailure, serviceFailure } from "./failure";
import type { LightSignal } from "./light-signal";

/** How a subgraph of this process is asked. */
export type Execute = (request: GraphqlRequest, call: Call) => Promise<SubgraphAnswer>;
/** How one of its subscriptions is followed. */
export type Subscribe = (request: GraphqlRequest, call: Call) => Promise<AsyncIterator<SubgraphAnswer, undefined>>;

export interface InProcessOptions {
  readonly subgraphs: ReadonlyMap<string, { readonly execute: Execute; readonly subscribe?: Subscribe }>;
  readonly log: Logger;
  readonly timeoutMs?: number;
}

/**
 * Subgraphs in the gateway's own process: the call is passed on as it is.
 *
 * Nothing is signed here. A signature proves to another process that the gateway made the call; within one process
 * caller and called share memory, so a key would prove nothing to anybody. What protects data, the subgraph's own
 * decision about the viewer, happens behind `execute` and is the same behind both transports.
 */
export function inProcess({ subgraphs, log, timeoutMs = DEFAULT_TIMEOUT_MS }: InProcessOptions): HubCalls {
  const send = async (request: SubgraphRequest, call: Call, patience: LightSignal) => {
    const { service, query, operationName, variables } = request;
    try {
      const subgraph = subgraphs.get(service);
      if (!subgraph) throw new Error("no such subgraph in this process");
      return await subgraph.execute({ query, operationName, variables }, new ServedCall(call, patience));
    } catch (cause) {
      const refusal = serviceFailure("SERVICE_UNAVAILABLE", request);
      if (!patience.aborted) logFailure(log, refusal, service, call.requestId, cause);
      throw refusal;
    }
  };
  const stream: OpenStream = async (request, call) => {
    const { service, query, operationName, variables } = request;
    const subgraph = subgraphs.get(service);
    if (!subgraph?.subscribe) throw serviceFailure("SERVICE_UNAVAILABLE", request);
    return subgraph.subscribe({ query, operationName, variables }, call);
  };
  return { call: withDeadline(send, timeoutMs, log), stream, close: () => Promise.resolve() };
}

/**
 * Its signal is made when somebody looks at it. A class, because an accessor in a literal would make the call outlive its
 * answer (decision 0038).
 */
class ServedCall implements Call {
  readonly viewer: Call["viewer"];
  readonly requestId: string;

  constructor(
    { viewer, requestId }: Call,
    private readonly patience: LightSignal,
  ) {
    this.viewer = viewer;
    this.requestId = requestId;
  }

  get signal(): AbortSignal {
    return this.patience.native;
  }
}
