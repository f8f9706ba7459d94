import type { EndSignal } from "../engine/subgraph-call";

/**
 * An AbortController and its signal in one. Every question and every call has one, hardly any is ever aborted, and
 * node's own pair costs more than the rest of a call's bookkeeping. A listener is called once, if at all.
 */
export class LightSignal implements EndSignal {
  private isAborted = false;
  private because: unknown;
  private listeners: (() => void)[] = [];
  private controller: AbortController | undefined;

  get aborted(): boolean {
    return this.isAborted;
  }

  get reason(): unknown {
    return this.because;
  }

  /** The same for whoever needs one of node's. Made when it is asked for. */
  get native(): AbortSignal {
    this.controller ??= new AbortController();
    if (this.isAborted) this.controller.abort(this.because);
    return this.controller.signal;
  }

  addEventListener(_type: "abort", listener: () => void): void {
    this.listeners.push(listener);
  }

  removeEventListener(_type: "abort", listener: () => void): void {
    const at = this.listeners.lastIndexOf(listener);
    if (at === this.listeners.length - 1) this.listeners.pop();
    else if (at >= 0) this.listeners.splice(at, 1);
  }

  abort(reason?: unknown): void {
    if (this.isAborted) return;
    this.isAborted = true;
    this.because = reason;
    this.controller?.abort(reason);
    for (const listener of this.listeners.splice(0)) listener();
  }
}
