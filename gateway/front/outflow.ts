import type { OutgoingHttpHeaders, ServerResponse } from "node:http";
import { begin } from "./reply";

/** How long one piece may take to leave: who reads slower is cut, in milliseconds. */
const PATIENCE_MS = 10_000;

/** An answer that leaves piece by piece. */
export class Outflow {
  constructor(
    private readonly response: ServerResponse,
    headers: OutgoingHttpHeaders,
    private readonly patienceMs = PATIENCE_MS,
  ) {
    // Proxies that collect an answer before they pass it on would hold back what is there.
    begin(response, 200, { ...headers, "x-accel-buffering": "no" });
    response.flushHeaders();
  }

  /** Nobody is there any more, or it has ended. */
  get isOver(): boolean {
    return this.response.destroyed || this.response.writableEnded;
  }

  /** Resolves when there is room for the next piece, or nobody to send it to. */
  write(piece: string): Promise<void> {
    const { response } = this;
    if (this.isOver || response.write(piece)) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => response.destroy(), this.patienceMs);
      const settle = (): void => {
        clearTimeout(timer);
        response.off("drain", settle).off("close", settle);
        resolve();
      };
      response.on("drain", settle).on("close", settle);
    });
  }

  end(last = ""): void {
    if (!this.isOver) this.response.end(last);
  }
}
