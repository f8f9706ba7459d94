import type { Lag } from "../../subgraphs/kernel/outbox/lag";
import type { Relays } from "../../subgraphs/kernel/outbox/relays";
import type { Measure, Metrics } from "../telemetry/metrics";

const GAUGES = [
  ["hub_outbox_backlog", "Events that still have to be delivered.", (lag: Lag) => lag.backlog],
  ["hub_outbox_oldest_seconds", "Age of the oldest of them.", (lag: Lag) => lag.oldestSeconds],
  ["hub_outbox_failed", "Events given up after too many tries: somebody must look.", (lag: Lag) => lag.failed],
] as const;

/** One look at each owner's database serves all gauges of one reading. */
const SAME_READING_MS = 1000;

/** How far events between owners are behind, whenever somebody reads the metrics. */
export function watchOutbox(metrics: Metrics, relays: ReadonlyMap<string, Relays>): void {
  let lookedAt = -Infinity;
  let lags: Promise<readonly (readonly [publisher: string, lag: Lag])[]> = Promise.resolve([]);
  const look = () => {
    if (performance.now() - lookedAt > SAME_READING_MS) {
      lookedAt = performance.now();
      lags = Promise.all(
        [...relays].map(async ([publisher, each]) => (await each.lag()).map((lag) => [publisher, lag] as const)),
      ).then((all) => all.flat());
    }
    return lags;
  };
  for (const [name, help, valueOf] of GAUGES) {
    const measure: Measure = async () =>
      (await look()).map(([publisher, lag]) => [{ publisher, consumer: lag.consumer }, valueOf(lag)] as const);
    metrics.watch(name, help, ["publisher", "consumer"], measure);
  }
}
