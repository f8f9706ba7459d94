import type { GraphQLFormattedError } from "graphql";
import type { ServerResponse } from "node:http";
import type { Taken } from "./accept";
import { Outflow } from "./outflow";

/** A sign of life for proxies that end what is silent, in milliseconds. */
const HEARTBEAT_MS = 12_000;

/** How the events of a subscription are written into the body of one answer. */
interface Form {
  readonly contentType: string;
  readonly begin: string;
  readonly heartbeat: string;
  readonly end: string;
  event(json: string): string;
  /** Why nothing more follows. */
  fault(error: GraphQLFormattedError): string;
}

const PART = "content-type: application/json\r\n\r\n";
const NEXT_PART = "\r\n--graphql\r\n";

const next = (json: string): string => `event: next\ndata: ${json}\n\n`;

const FORMS: Readonly<Record<NonNullable<Taken["events"]>, Form>> = {
  // Distinct connections of the GraphQL over SSE protocol.
  "event-stream": {
    contentType: "text/event-stream; charset=utf-8",
    begin: ":\n\n",
    heartbeat: ":\n\n",
    end: "event: complete\ndata: \n\n",
    event: next,
    fault: (error) => next(JSON.stringify({ errors: [error] })),
  },
  // Multipart subscriptions, version 1.0. Each delimiter is written with the part before it: clients read up to it.
  multipart: {
    contentType: 'multipart/mixed; boundary="graphql"; subscriptionSpec="1.0"',
    begin: NEXT_PART,
    heartbeat: `${PART}{}${NEXT_PART}`,
    end: `${PART}{}\r\n--graphql--\r\n`,
    event: (json) => `${PART}{"payload":${json}}${NEXT_PART}`,
    fault: (error) => `${PART}${JSON.stringify({ payload: null, errors: [error] })}${NEXT_PART}`,
  },
};

/** A subscription that is read from one answer. */
export class EventAnswer {
  private readonly form: Form;
  private readonly outflow: Outflow;
  private readonly heartbeat: NodeJS.Timeout;

  constructor(
    private readonly response: ServerResponse,
    form: NonNullable<Taken["events"]>,
    heartbeatMs = HEARTBEAT_MS,
  ) {
    this.form = FORMS[form];
    this.outflow = new Outflow(response, { "content-type": this.form.contentType });
    void this.outflow.write(this.form.begin);
    this.heartbeat = setInterval(() => void this.outflow.write(this.form.heartbeat), heartbeatMs).unref();
    response.once("close", () => clearInterval(this.heartbeat));
  }

  /**
   * Sends all events, and that they have ended; a fault is told as `shown`. Leaves the events when the client leaves,
   * also while none comes.
   */
  async send(
    events: AsyncIterator<object, undefined>,
    shown: (fault: unknown) => GraphQLFormattedError,
  ): Promise<void> {
    const leave = (): void => void events.return?.();
    this.response.once("close", leave);
    // Who left while this was being opened does so no second time.
    if (this.outflow.isOver) leave();
    try {
      for (let item = await events.next(); !item.done && !this.outflow.isOver; item = await events.next())
        await this.outflow.write(this.form.event(JSON.stringify(item.value)));
      this.complete();
    } catch (fault) {
      this.complete(shown(fault));
    } finally {
      this.response.off("close", leave);
      leave();
    }
  }

  /** Nothing follows, because of `error` where one is given. */
  complete(error?: GraphQLFormattedError): void {
    clearInterval(this.heartbeat);
    this.outflow.end(`${error ? this.form.fault(error) : ""}${this.form.end}`);
  }

  /** Cuts it without an end, so that its client comes back: to another process, or to this one after its restart. */
  cut(): void {
    clearInterval(this.heartbeat);
    this.outflow.end();
  }

  /** One whole answer, as JSON, instead of events. */
  async sendWhole(json: string): Promise<void> {
    await this.outflow.write(this.form.event(json));
    this.complete();
  }
}
