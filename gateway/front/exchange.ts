import type { IncomingMessage, ServerResponse } from "node:http";
import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { Viewer } from "../../subgraphs/kernel/viewer";
import { LightSignal } from "../calls/light-signal";
import { readTraceparent, stepOf, type Trace } from "../calls/trace";
import type { Telemetry } from "../telemetry/telemetry";
import { Timeline } from "../telemetry/timeline";
import type { Pieces } from "./parts";

/** All of a question's reads together; what is not there by then is null, with SERVICE_TIMEOUT. */
export const REQUEST_TIMEOUT_MS = 15_000;

const ACCEPTED_ID = /^[\w-]{8,64}$/;

/**
 * One question and its answer: what is learned about it on the way, and written into the log when it has left.
 */
export class Exchange {
  /** The client's own when it is harmless, so that its log and ours can be laid side by side. */
  readonly requestId: string;
  viewer: Viewer | undefined;
  /** The client's own step in its trace, if it sent one. */
  private readonly parent: Trace | undefined;
  private step: Trace | undefined;
  private notes: Timeline | undefined;
  /** Asked by the header `x-explain`: the answer tells how it was made, to those who may explore. */
  readonly wantsPlan: boolean;
  /** When its reads end at the latest, on the clock of performance.now(). */
  deadline: number;
  /** See {@link Identified}. */
  mayExplore = false;
  operationName: string | null = null;
  kind: string | undefined;
  /** Rejects with a Refusal when an operation could not be recorded. No answer may leave before it resolves. */
  private recorded: Promise<unknown> = Promise.resolve();
  /** Codes of the errors in the answer, and references under which the log holds what was masked. */
  readonly codes = new Set<string>();
  readonly references: string[] = [];
  readonly started = performance.now();
  /** The client takes deferred parts. */
  takesParts = false;
  /** What follows the first answer. */
  pieces: Pieces | undefined;
  private readonly left = new LightSignal();

  constructor(
    request: IncomingMessage,
    private readonly response: ServerResponse,
    private readonly timeoutMs = REQUEST_TIMEOUT_MS,
  ) {
    const given = request.headers["x-request-id"];
    this.requestId = typeof given === "string" && ACCEPTED_ID.test(given) ? given : randomUUID();
    this.parent = readTraceparent(request.headers["traceparent"]);
    this.wantsPlan = request.headers["x-explain"] !== undefined;
    this.deadline = this.started + timeoutMs;
    response.setHeader("x-request-id", this.requestId);
    response.once("close", () => {
      if (!response.writableFinished) this.left.abort();
    });
  }

  /** Where this question stands in the client's trace, or in a new one. */
  get trace(): Trace {
    return (this.step ??= stepOf(this.parent));
  }

  get timeline(): Timeline {
    return (this.notes ??= new Timeline(this.trace));
  }

  /** Aborted when the client leaves before it has the answer. */
  get signal(): LightSignal {
    return this.left;
  }

  /** A door that asks one question after another gives each of them its own time. */
  beginAnother(): void {
    this.deadline = performance.now() + this.timeoutMs;
  }

  /** An operation was executed, and is being recorded while its answer is made ready. */
  awaitRecord(record: Promise<unknown>): void {
    this.recorded = Promise.all([this.recorded, record]);
    // Nobody may be left to wait for it, when the client has gone.
    this.recorded.catch(() => undefined);
  }

  /** Resolves when what was asked so far is recorded, and its answer may leave. */
  async mayLeave(): Promise<void> {
    await this.recorded;
  }

  noteError(extensions: Readonly<Record<string, unknown>> | undefined): void {
    if (typeof extensions?.["code"] === "string") this.codes.add(extensions["code"]);
    if (typeof extensions?.["reference"] === "string") this.references.push(extensions["reference"]);
  }

  /** One line when the answer has left: who by role and organisation, what by name, how it ended. Never a person. */
  logWhenDone(log: Logger): void {
    this.response.once("close", () => log.info(this.summary(), "operation"));
  }

  /** The same for what operators count and trace. */
  tellWhenDone(telemetry: Telemetry): void {
    this.response.once("close", () => {
      // How long somebody followed says nothing about how long anybody waited.
      if (this.kind === "subscription") return;
      const { trace, parent, requestId, operationName, kind, timeline, started: startedAt } = this;
      const ended = { trace, ...(parent && { parent }), requestId, operationName, kind, timeline, startedAt };
      const { statusCode: status } = this.response;
      const ms = performance.now() - startedAt;
      telemetry.ended({ ...ended, status, codes: [...this.codes], ms }, this.left.aborted);
    });
  }

  private summary(): object {
    return {
      requestId: this.requestId,
      operationName: this.operationName,
      kind: this.kind,
      role: this.viewer?.role,
      organisationId: this.viewer?.organisationId,
      purpose: this.viewer?.purpose,
      status: this.response.statusCode,
      codes: this.codes.size > 0 ? [...this.codes] : undefined,
      references: this.references.length > 0 ? this.references : undefined,
      left: this.left.aborted || undefined,
      ms: Math.round((performance.now() - this.started) * 10) / 10,
    };
  }
}

/** The context value of Apollo Server, which copies it for each operation: what is learned goes into `exchange`. */
export interface Asked {
  readonly exchange: Exchange;
}
