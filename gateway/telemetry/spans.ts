import { stepOf, type Trace } from "../calls/trace";
import { attributesOf, type Span } from "./otlp";
import type { Timeline } from "./timeline";

/** A question that is over. */
export interface Ended {
  readonly trace: Trace;
  /** The client's own step, where it sent one. */
  readonly parent?: Trace;
  readonly requestId: string;
  readonly operationName: string | null;
  readonly kind: string | undefined;
  readonly status: number;
  readonly codes: readonly string[];
  readonly startedAt: number;
  readonly ms: number;
  readonly timeline: Timeline;
}

/** Its spans: the question, its plan, each fetch with the number of entities. Names and counts; no document, no value. */
export function spansOf(ended: Ended): Span[] {
  const { trace, parent, timeline, operationName, kind, codes, status } = ended;
  const about = {
    "graphql.operation.name": operationName,
    "graphql.operation.type": kind,
    "http.response.status_code": status,
    "hub.request_id": ended.requestId,
    "hub.codes": codes.length > 0 ? codes.join(" ") : null,
  };
  const spans = [
    span({ ...ended, name: operationName ?? "question", kind: 2, trace, parent, about, isFailed: codes.length > 0 }),
  ];
  const { plan, fetches } = timeline;
  if (plan) {
    const name = plan.isNew ? "plan" : "plan kept";
    spans.push(span({ ...plan, name, kind: 1, trace: stepOf(trace), parent: trace, about: {}, isFailed: false }));
  }
  for (const { service, entities, code, ms, startedAt, trace: own } of fetches) {
    const fetched = { "hub.service": service, "hub.entities": entities, "hub.code": code };
    const name = `fetch ${service}`;
    const isFailed = code !== null;
    spans.push(span({ name, kind: 3, trace: own, parent: trace, startedAt, ms: ms ?? 0, about: fetched, isFailed }));
  }
  return spans;
}

interface Described {
  readonly name: string;
  readonly kind: Span["kind"];
  readonly trace: Trace;
  readonly parent?: Trace | undefined;
  readonly startedAt: number;
  readonly ms: number;
  readonly about: Readonly<Record<string, string | number | null | undefined>>;
  readonly isFailed: boolean;
}

function span({ name, kind, trace, parent, startedAt, ms, about, isFailed }: Described): Span {
  return {
    traceId: trace.traceId,
    spanId: trace.spanId,
    ...(parent && { parentSpanId: parent.spanId }),
    name,
    kind,
    startTimeUnixNano: unixNano(startedAt),
    endTimeUnixNano: unixNano(startedAt + ms),
    attributes: attributesOf(about),
    status: { code: isFailed ? 2 : 0 },
  };
}

const unixNano = (moment: number): string => String(Math.round((performance.timeOrigin + moment) * 1000)) + "000";
