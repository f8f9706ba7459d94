import type { EndSignal } from "../engine/subgraph-call";
import { callCancelled } from "./failure";
import { LightSignal } from "./light-signal";

interface Flight<Value> {
  readonly value: Promise<Value>;
  readonly giveUp: LightSignal;
  waiting: number;
}

/**
 * Equal work that is under way at the same time, done once. Who leaves is told so at once; the work itself is given up
 * when nobody waits for it any more. Nothing is kept once it has ended. What makes work equal is the key, and all of it:
 * who asks, for what purpose and with which headers belong in there.
 */
export class InFlight<Value> {
  private readonly flights = new Map<string, Flight<Value>>();

  share(key: string, signal: EndSignal | undefined, start: (signal: EndSignal) => Promise<Value>): Promise<Value> {
    if (signal?.aborted) return Promise.reject(callCancelled());
    const flight = this.flights.get(key) ?? this.begin(key, start);
    flight.waiting++;
    return signal === undefined ? flight.value : this.until(signal, key, flight);
  }

  private begin(key: string, start: (signal: EndSignal) => Promise<Value>): Flight<Value> {
    const giveUp = new LightSignal();
    const flight: Flight<Value> = { value: start(giveUp), giveUp, waiting: 0 };
    this.flights.set(key, flight);
    const end = (): void => this.end(key, flight);
    flight.value.then(end, end);
    return flight;
  }

  private until(signal: EndSignal, key: string, flight: Flight<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        reject(callCancelled());
        if (--flight.waiting > 0) return;
        this.end(key, flight);
        flight.giveUp.abort();
      };
      signal.addEventListener("abort", leave, { once: true });
      flight.value.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
    });
  }

  /** From then on the same key is asked anew. */
  private end(key: string, flight: Flight<Value>): void {
    if (this.flights.get(key) === flight) this.flights.delete(key);
  }
}
