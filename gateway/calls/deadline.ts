import type { Logger } from "pino";
import type { CallSubgraph, SubgraphAnswer, SubgraphRequest } from "../engine/subgraph-call";
import type { Requested } from "./calls";
import { callCancelled, logFailure, serviceFailure } from "./failure";

/** Whether a call is still waited for. */
export interface Patience {
  /** Aborted, with the reason, when nobody waits any more. Made when it is asked for: most calls never look at it. */
  readonly signal: AbortSignal;
  readonly isOver: boolean;
}

class CallPatience implements Patience {
  private controller: AbortController | undefined;
  private reason: Error | undefined;

  get signal(): AbortSignal {
    this.controller ??= new AbortController();
    if (this.reason) this.controller.abort(this.reason);
    return this.controller.signal;
  }

  get isOver(): boolean {
    return this.reason !== undefined;
  }

  end(reason: Error): void {
    this.reason = reason;
    this.controller?.abort(reason);
  }
}

type Send<Context> = (request: SubgraphRequest, call: Context, patience: Patience) => Promise<SubgraphAnswer>;

/**
 * Ends every call after `milliseconds` with SERVICE_TIMEOUT, whatever the transport does, and a read also when the time
 * of its whole question is over; the transport is told by its signal to give up, with the reason. A client that leaves
 * ends the call at once. A late answer is dropped.
 */
export const withDeadline = <Context extends Requested>(
  send: CallSubgraph<Context>,
  milliseconds: number,
  log: Logger,
): CallSubgraph<Context> => withPatience((request, call, { signal }) => send(request, call, signal), milliseconds, log);

/** The same for a transport that seldom needs the signal. */
export function withPatience<Context extends Requested>(
  send: Send<Context>,
  milliseconds: number,
  log: Logger,
): CallSubgraph<Context> {
  return (request, call, left) =>
    new Promise<SubgraphAnswer>((resolve, reject) => {
      if (left?.aborted) return reject(callCancelled());
      const patience = new CallPatience();
      const answer = send(request, call, patience);
      const settle = (): void => {
        clearTimeout(timer);
        left?.removeEventListener("abort", cancel);
      };
      const abandon = (reason: Error): void => {
        settle();
        reject(reason);
        patience.end(reason);
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
