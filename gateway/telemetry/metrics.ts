import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { GuardState } from "../calls/guard";
import type { Cost } from "../limits/cost/demand";
import type { PlanNote } from "./timeline";

/** From one in-process call to the time of a whole question. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15];
/** From one object to the most that is let in, and a little more. */
const COST = [1, 10, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 22_000];
const STATES: Readonly<Record<GuardState, number>> = { closed: 0, "half-open": 1, open: 2 };

export type Outcome = "ok" | "errors" | "refused" | "left";

/** One value per set of labels, looked up when somebody reads. */
export type Measure = () => Promise<readonly (readonly [labels: Record<string, string>, value: number])[]>;

/**
 * What Prometheus reads. Names, counts and times of operations and services; no label ever holds who asked, about whom
 * or with which words, and each has few values.
 */
export class Metrics {
  private readonly registers = [new Registry()];
  private readonly registry = this.registers[0]!;

  private readonly operations = new Histogram({
    name: "hub_operation_seconds",
    help: "Time from a question's arrival until its answer has left.",
    labelNames: ["operation", "kind", "outcome"] as const,
    buckets: SECONDS,
    registers: this.registers,
  });
  private readonly costs = new Histogram({
    name: "hub_operation_cost",
    help: "What a question cost: estimated before it was asked, and actual by its answer. An object is 1.",
    labelNames: ["operation", "stage"] as const,
    buckets: COST,
    registers: this.registers,
  });
  private readonly fetches = new Histogram({
    name: "hub_fetch_seconds",
    help: "Time of one call to a subgraph, tries included; outcome is ok or the code it ended with.",
    labelNames: ["service", "outcome"] as const,
    buckets: SECONDS,
    registers: this.registers,
  });
  private readonly byOutcome = new Map<string, Histogram.Internal<"service" | "outcome">>();
  private readonly entities = new Counter({
    name: "hub_fetch_entities_total",
    help: "Entities that subgraphs were asked about.",
    labelNames: ["service"] as const,
    registers: this.registers,
  });
  private readonly plans = new Counter({
    name: "hub_plans_total",
    help: "Plans that were found among those made before (kept), and that had to be made (new).",
    labelNames: ["state"] as const,
    registers: this.registers,
  });
  private readonly planning = new Histogram({
    name: "hub_plan_seconds",
    help: "Time until a new plan was there.",
    buckets: SECONDS,
    registers: this.registers,
  });
  private readonly guards = new Gauge({
    name: "hub_guard_state",
    help: "0: the subgraph is asked. 1: one call tries it. 2: it is left alone.",
    labelNames: ["service"] as const,
    registers: this.registers,
  });

  operated(operation: string, kind: string, outcome: Outcome, ms: number): void {
    this.operations.labels(operation, kind, outcome).observe(ms / 1000);
  }

  cost(operation: string, { estimated, actual }: Cost): void {
    this.costs.labels(operation, "estimated").observe(estimated);
    if (actual !== null) this.costs.labels(operation, "actual").observe(actual);
  }

  fetched(service: string, code: string | null, ms: number, entities: number): void {
    this.fetchesOf(service, code ?? "ok").observe(ms / 1000);
    if (entities > 0) this.entities.labels(service).inc(entities);
  }

  /** Found again without its labels being put together and hashed, which every call would do. */
  private fetchesOf(service: string, outcome: string) {
    const key = `${service} ${outcome}`;
    let known = this.byOutcome.get(key);
    if (!known) this.byOutcome.set(key, (known = this.fetches.labels(service, outcome)));
    return known;
  }

  planned({ isNew, ms }: PlanNote): void {
    this.plans.labels(isNew ? "new" : "kept").inc();
    if (isNew) this.planning.observe(ms / 1000);
  }

  readonly guarded = (service: string, state: GuardState): void => this.guards.labels(service).set(STATES[state]);

  /** Adds a gauge that is measured whenever somebody reads. A measure that fails leaves its gauge out. */
  watch(name: string, help: string, labelNames: readonly string[], measure: Measure): void {
    const gauge: Gauge = new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      registers: this.registers,
      async collect() {
        gauge.reset();
        for (const [labels, value] of await measure().catch(() => [])) gauge.set(labels, value);
      },
    });
  }

  /** Memory, CPU and the event loop of this process too. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.registry });
  }

  /** In the text format of Prometheus. */
  read(): Promise<string> {
    return this.registry.metrics();
  }
}

export const METRICS_TYPE = Registry.PROMETHEUS_CONTENT_TYPE;
