import type { Logger } from "pino";
import type { CallSubgraph, SubgraphAnswer, SubgraphRequest } from "../engine/subgraph-call";
import type { Requested } from "./calls";
import { callCancelled, logFailure, serviceFailure } from "./failure";
import { LightSignal } from "./light-signal";

type Send<Context> = (request: SubgraphRequest, call: Context, patience: LightSignal) => Promise<SubgraphAnswer>;

/**
 * Ends every call after `milliseconds` with SERVICE_TIMEOUT, whatever the transport does, and a read also when the time
 * of its whole question is over; the transport is told by its signal to give up, with the reason. A client that leaves
 * ends the call at once. A late answer is dropped.
 */
export function withDeadline<Context extends Requested>(
  send: Send<Context>,
  milliseconds: number,
  log: Logger,
): CallSubgraph<Context> {
  return (request, call, left) =>
    new Promise<SubgraphAnswer>((resolve, reject) => {
      if (left?.aborted) return reject(callCancelled());
      const patience = new LightSignal();
      const answer = send(request, call, patience);
      const settle = (): void => {
        clearTimeout(timer);
        left?.removeEventListener("abort", cancel);
      };
      const abandon = (reason: Error): void => {
        settle();
        reject(reason);
        patience.abort(reason);
      };
      const cancel = (): void => abandon(callCancelled());
      const timer = setTimeout(
        () => {
          const refusal = serviceFailure("SERVICE_TIMEOUT", request);
          logFailure(log, refusal, request.service, call.requestId);
          abandon(refusal);
        },
        Math.min(milliseconds, timeLeft(request, call)),
      );
      left?.addEventListener("abort", cancel, { once: true });
      answer.then(
        (given) => (settle(), resolve(given)),
        (reason: unknown) => (settle(), reject(reason)),
      );
    });
}

/** A mutation that has begun is finished: its calls have their own time each. */
const timeLeft = ({ kind }: SubgraphRequest, { deadline }: Requested): number =>
  kind === "mutation" || deadline === undefined ? Infinity : Math.max(0, deadline - performance.now());
