import type { IncomingHttpHeaders } from "node:http";
import type { EndSignal } from "../engine/subgraph-call";
import { Pool, type buildConnector, type Dispatcher } from "undici";
import { decoded } from "./coding";
import { NoAnswer } from "./failure";

export interface HttpClientOptions {
  /** Connections; requests beyond wait for a free one. */
  readonly connections: number;
  /** How a connection is made. */
  readonly connect: buildConnector.connector;
  /** A longer body is refused while it arrives, not after. */
  readonly maxBytes: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

/**
 * POSTs to one origin over kept connections, with as little between caller and socket as undici allows: no response
 * streams, no promise per step. Redirects are not followed. It has no clock of its own: the caller's signal ends it.
 */
export class HttpClient {
  private readonly pool: Pool;
  private readonly maxBytes: number;

  constructor(origin: string, { connections, connect, maxBytes }: HttpClientOptions) {
    this.maxBytes = maxBytes;
    this.pool = new Pool(origin, {
      connections,
      connect,
      maxResponseSize: maxBytes,
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  /** Rejects with what the socket or the parser said, which may hold an address: not for clients. */
  post(path: string, body: string, headers: Record<string, string>, signal?: EndSignal): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      const receiver = new Receiver(resolve, reject, signal, this.maxBytes);
      this.pool.dispatch({ method: "POST", path, headers, body }, receiver);
    });
  }

  close(): Promise<void> {
    return this.pool.close();
  }
}

class Receiver implements Dispatcher.DispatchHandler {
  private controller: Dispatcher.DispatchController | undefined;
  private status = 0;
  private contentType = "";
  private coding = "";
  private readonly chunks: Buffer[] = [];

  constructor(
    private readonly resolve: (answer: HttpAnswer) => void,
    private readonly reject: (reason: Error) => void,
    private readonly signal: EndSignal | undefined,
    private readonly maxBytes: number,
  ) {
    signal?.addEventListener("abort", this.abort, { once: true });
  }

  private readonly abort = (): void => {
    this.controller?.abort(new Error("aborted"));
    this.reject(new Error("aborted"));
  };

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.signal?.aborted) this.abort();
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    this.status = status;
    this.contentType = String(headers["content-type"] ?? "");
    this.coding = String(headers["content-encoding"] ?? "identity").toLowerCase();
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.signal?.removeEventListener("abort", this.abort);
    const [first] = this.chunks;
    const body = first !== undefined && this.chunks.length === 1 ? first : Buffer.concat(this.chunks);
    if (this.coding === "identity") return this.settle(body);
    const unread = () =>
      this.reject(
        new NoAnswer("SERVICE_BAD_ANSWER", `status ${this.status}, a coding that cannot be read, or too long`),
      );
    decoded(body, this.coding, this.maxBytes).then((text) => this.settle(text), unread);
  }

  private settle(body: Buffer): void {
    this.resolve({ status: this.status, contentType: this.contentType, text: body.toString() });
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.signal?.removeEventListener("abort", this.abort);
    this.reject(error);
  }
}
