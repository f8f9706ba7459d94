import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleWhen,
  retry,
} from "cockatiel";
import type { Logger } from "pino";
import { Refusal } from "../../subgraphs/kernel/refusal";
import type { CallSubgraph, EndSignal, SubgraphRequest } from "../engine/subgraph-call";
import type { Requested } from "./calls";
import { serviceFailure } from "./failure";
import { NO_TURN, Turns } from "./turns";

export interface GuardOptions {
  /** Calls to one subgraph under way at once; as many again, times {@link WAITING_PER_SLOT}, wait for their turn. */
  readonly concurrency?: number;
  /** How long a subgraph that is down is left alone before one call tries it again. */
  readonly probeAfterMs?: number;
  /** Told when a subgraph is left alone, tried and used again. */
  readonly onState?: (service: string, state: GuardState) => void;
}

export type GuardState = "closed" | "open" | "half-open";

export const CONCURRENCY = 64;
const WAITING_PER_SLOT = 16;
/** So many failures and no success between them: a single slow question or a restart does not close a service. */
const FAILURES = 10;
const PROBE_AFTER_MS = 1000;
/** A read that failed is asked again twice, soon and not in step with the others: time enough for a new connection. */
const AGAIN = { maxAttempts: 2, initialDelay: 30, maxDelay: 250 };

const LOST = "SERVICE_UNAVAILABLE";
const DOWN = [LOST, "SERVICE_TIMEOUT"];
const isRefusal = (error: unknown, ...codes: string[]): error is Refusal =>
  error instanceof Refusal && codes.includes(error.code);
const isLost = handleWhen((error) => isRefusal(error, LOST));
const isDown = handleWhen((error) => isRefusal(error, ...DOWN));

const STATES: ReadonlyMap<CircuitState, GuardState> = new Map([
  [CircuitState.Open, "open"],
  [CircuitState.HalfOpen, "half-open"],
]);

/**
 * Stands before each subgraph: asks lost reads again, leaves alone what is down until one call has found it up, and
 * lets only so many in at once. Mutations are never asked again: what was lost may have been done.
 */
export class Guards {
  private readonly guards = new Map<string, Guard>();

  constructor(
    private readonly log: Logger,
    private readonly options: GuardOptions = {},
  ) {}

  /** The same calls, guarded. Rejects as they do, and with SERVICE_UNAVAILABLE what it does not let through. */
  around<Context extends Requested>(send: CallSubgraph<Context>): CallSubgraph<Context> {
    return (request, context, signal) =>
      this.of(request.service).run(request, () => send(request, context, signal), signal);
  }

  private of(service: string): Guard {
    let guard = this.guards.get(service);
    if (!guard) this.guards.set(service, (guard = new Guard(service, this.log, this.options)));
    return guard;
  }
}

class Guard {
  private readonly again = retry(isLost, { ...AGAIN, backoff: new ExponentialBackoff(AGAIN) });
  private readonly breaker;
  private readonly turns;
  /** Nothing has failed since the last success: then there is nothing for the policies to decide, and none is asked. */
  private isCalm = true;

  constructor(service: string, log: Logger, { concurrency = CONCURRENCY, probeAfterMs, onState }: GuardOptions) {
    this.turns = new Turns(concurrency, concurrency * WAITING_PER_SLOT);
    this.breaker = circuitBreaker(isDown, {
      breaker: new ConsecutiveBreaker(FAILURES),
      halfOpenAfter: probeAfterMs ?? PROBE_AFTER_MS,
    });
    this.breaker.onStateChange((changed) => {
      const state = STATES.get(changed) ?? "closed";
      onState?.(service, state);
      if (state !== "half-open") log.warn({ service, state }, "a service is left alone, or used again");
    });
  }

  async run<T>(request: SubgraphRequest, send: () => Promise<T>, signal: EndSignal | undefined): Promise<T> {
    try {
      return await (this.isCalm ? this.straight(request, send, signal) : this.carefully(request, send, signal));
    } catch (error) {
      throw error instanceof BrokenCircuitError || error === NO_TURN ? turnedAway(request) : error;
    }
  }

  private async straight<T>(request: SubgraphRequest, send: () => Promise<T>, signal: EndSignal | undefined) {
    try {
      const answer = await this.turns.take(send);
      if (!this.isCalm) this.tell(() => Promise.resolve());
      return answer;
    } catch (error) {
      if (!isRefusal(error, ...DOWN)) throw error;
      this.isCalm = false;
      this.tell(() => Promise.reject(error));
      return this.carefully(request, send, signal, error);
    }
  }

  /** What became of a call that the breaker has not seen. It has made up its mind already, when it is not closed. */
  private tell(outcome: () => Promise<void>): void {
    if (this.breaker.state !== CircuitState.Closed) return;
    this.breaker.execute(outcome).then(this.calm, () => undefined);
  }

  private readonly calm = (): void => {
    this.isCalm = this.breaker.state === CircuitState.Closed;
  };

  /** `failed`: how the first try of it ended, when there was one. */
  private async carefully<T>(
    { kind }: SubgraphRequest,
    send: () => Promise<T>,
    signal: EndSignal | undefined,
    failed?: Refusal,
  ): Promise<T> {
    let first = failed;
    const once = async (): Promise<T> => {
      const error = first ?? (signal?.aborted ? signal.reason : undefined);
      first = undefined;
      if (error !== undefined) throw error;
      const answer = await this.breaker.execute(() => this.turns.take(send));
      this.calm();
      return answer;
    };
    return kind === "query" ? this.again.execute(once) : once();
  }
}

/** Not sent at all, so that even a mutation has surely not happened. */
const turnedAway = ({ service }: SubgraphRequest): Refusal =>
  serviceFailure("SERVICE_UNAVAILABLE", { service, kind: "query", query: "" });
