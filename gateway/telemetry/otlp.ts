import type { Logger } from "pino";
import { request } from "undici";
import { describeCause } from "../../subgraphs/kernel/masking";

/** A span as OTLP over HTTP with JSON has it (opentelemetry-proto, trace/v1). */
export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  /** 2: server, 3: client, 1: within. */
  readonly kind: 1 | 2 | 3;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly Attribute[];
  readonly status: { readonly code: 0 | 2 };
}

interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue: string } | { readonly intValue: string };
}

export const attributesOf = (values: Readonly<Record<string, string | number | null | undefined>>): Attribute[] =>
  Object.entries(values).flatMap(([key, value]) => {
    if (value === null || value === undefined) return [];
    return [{ key, value: typeof value === "number" ? { intValue: String(value) } : { stringValue: value } }];
  });

const SEND_AFTER_MS = 2000;
const SEND_AT_ONCE = 500;
/** While the collector is away: enough for its restart, and no more memory than that. */
const KEPT = 5000;
const TIMEOUT_MS = 5000;

/**
 * Sends spans to one collector, a few seconds' worth at a time. A collector that is away costs spans, never a question.
 */
export class OtlpExporter {
  private waiting: Span[] = [];
  private timer: NodeJS.Timeout | undefined;
  private sending: Promise<void> = Promise.resolve();

  /** `url`: of the collector's traces, such as http://127.0.0.1:4318/v1/traces. */
  constructor(
    private readonly url: string,
    private readonly log: Logger,
  ) {}

  add(spans: readonly Span[]): void {
    this.waiting.push(...spans);
    if (this.waiting.length > KEPT) this.waiting = this.waiting.slice(-KEPT);
    if (this.waiting.length >= SEND_AT_ONCE) void this.flush();
    else this.timer ??= setTimeout(() => void this.flush(), SEND_AFTER_MS).unref();
  }

  /** Resolves when everything so far was sent, or could not be. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    return (this.sending = this.sending.then(() => this.send(this.waiting.splice(0))));
  }

  private async send(spans: readonly Span[]): Promise<void> {
    if (spans.length === 0) return;
    const resource = { attributes: attributesOf({ "service.name": "syndesmos-gateway" }) };
    const body = JSON.stringify({
      resourceSpans: [{ resource, scopeSpans: [{ scope: { name: "syndesmos" }, spans }] }],
    });
    const timeouts = { headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS };
    try {
      const headers = { "content-type": "application/json" };
      const answer = await request(this.url, { method: "POST", headers, body, ...timeouts });
      await answer.body.dump();
      if (answer.statusCode >= 300) this.log.warn({ status: answer.statusCode }, "the collector took no traces");
    } catch (error) {
      this.log.warn({ cause: describeCause(error), spans: spans.length }, "the collector cannot be reached");
    }
  }
}
