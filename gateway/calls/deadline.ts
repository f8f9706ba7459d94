import type { Logger } from "pino";
import type { CallSubgraph, SubgraphAnswer } from "../engine/subgraph-call";
import type { Requested } from "./calls";
import { callCancelled, logFailure, serviceFailure } from "./failure";

/**
 * Ends every call after `milliseconds` with SERVICE_TIMEOUT, whatever the transport does, and tells the transport by
 * its signal to give up. A client that leaves ends the call at once. A late answer is dropped.
 */
export function withDeadline<Context extends Requested>(
  send: CallSubgraph<Context>,
  milliseconds: number,
  log: Logger,
): CallSubgraph<Context> {
  return (request, call, left) =>
    new Promise<SubgraphAnswer>((resolve, reject) => {
      if (left?.aborted) return reject(callCancelled());
      const giveUp = new AbortController();
      const answer = send(request, call, giveUp.signal);
      const settle = (): void => {
        clearTimeout(timer);
        left?.removeEventListener("abort", cancel);
      };
      const abandon = (reason: Error): void => {
        settle();
        reject(reason);
        giveUp.abort();
      };
      const cancel = (): void => abandon(callCancelled());
      const timer = setTimeout(() => {
        const refusal = serviceFailure("SERVICE_TIMEOUT", request);
        logFailure(log, refusal, request.service, call.requestId);
        abandon(refusal);
      }, milliseconds);
      left?.addEventListener("abort", cancel, { once: true });
      answer.then(resolve, reject).finally(settle);
    });
}
