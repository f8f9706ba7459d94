import { stepOf, type Trace } from "../calls/trace";
import type { Cost } from "../limits/cost/demand";
import type { SubgraphRequest } from "../engine/subgraph-call";

/** One call to a subgraph: what was asked of whom, from when, how long, how it ended. Never a value. */
export interface FetchNote {
  readonly trace: Trace;
  readonly service: string;
  readonly kind: SubgraphRequest["kind"];
  readonly query: string;
  /** How many entities were asked about. */
  readonly entities: number;
  /** On the clock of performance.now(), as all moments here. */
  readonly startedAt: number;
  /** Milliseconds; null while it is under way. */
  ms: number | null;
  /** Why there is no answer; null where there is one. */
  code: string | null;
}

export interface PlanNote {
  readonly startedAt: number;
  readonly ms: number;
  /** It was made for this question, and not found among those made before. */
  readonly isNew: boolean;
}

/** What happened within one question, for metrics, traces and `explain`. */
export class Timeline {
  readonly fetches: FetchNote[] = [];
  plan: PlanNote | undefined;
  cost: Cost | undefined;

  constructor(private readonly within: Trace) {}

  begin({ service, kind, query, variables }: SubgraphRequest): FetchNote {
    const trace = stepOf(this.within);
    const entities = entitiesIn(variables);
    const note = { trace, service, kind, query, entities, startedAt: performance.now(), ms: null, code: null };
    this.fetches.push(note);
    return note;
  }
}

/** Representations of an entity fetch; a merged one has several lists of them. */
function entitiesIn(variables: SubgraphRequest["variables"]): number {
  let entities = 0;
  for (const name in variables) {
    const list = name.startsWith("representations") ? variables[name] : undefined;
    if (Array.isArray(list)) entities += list.length;
  }
  return entities;
}
