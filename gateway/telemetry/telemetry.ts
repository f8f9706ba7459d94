import { getOperationAST, parse } from "graphql";
import type { Documents } from "../limits/documents";
import { Metrics, type Outcome } from "./metrics";
import { spansOf, type Ended } from "./spans";
import type { Span } from "./otlp";

/** Whoever sends spans on. Nobody, unless a collector is configured. */
export interface Exporter {
  add(spans: readonly Span[]): void;
}

/** Operations whose names are not known beforehand get a label of their own up to this many; the rest is `other`. */
const OTHER_NAMES = 50;
const OTHER = "other";

/** What operators see of the hub's questions: metrics always, traces where somebody takes them. */
export class Telemetry {
  private names: ReadonlySet<string> = new Set();
  private readonly met = new Set<string>();

  constructor(
    readonly metrics = new Metrics(),
    private readonly exporter?: Exporter,
  ) {}

  /** Operations of these documents have a label of their own; where there are any, no other operation has. */
  know({ known }: Documents): void {
    const names = [...known.values()].map((text) => getOperationAST(parse(text))?.name?.value ?? OTHER);
    this.names = new Set(names);
  }

  ended(ended: Ended, hasLeft: boolean): void {
    const { operationName, kind = "none", ms, timeline } = ended;
    const label = this.labelOf(operationName);
    this.metrics.operated(label, kind, outcomeOf(ended, hasLeft), ms);
    if (timeline.cost) this.metrics.cost(label, timeline.cost);
    if (timeline.plan) this.metrics.planned(timeline.plan);
    this.exporter?.add(spansOf(ended));
  }

  private labelOf(name: string | null): string {
    if (name === null) return OTHER;
    if (this.names.size > 0) return this.names.has(name) ? name : OTHER;
    if (this.met.size < OTHER_NAMES) this.met.add(name);
    return this.met.has(name) ? name : OTHER;
  }
}

function outcomeOf({ status, codes }: Ended, hasLeft: boolean): Outcome {
  if (hasLeft) return "left";
  if (status >= 400) return "refused";
  return codes.length > 0 ? "errors" : "ok";
}
