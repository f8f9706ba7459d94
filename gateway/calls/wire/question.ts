import type { EndSignal } from "../../engine/subgraph-call";
import type { HttpAnswer } from "./response-reader";

/** One POST on its way, from the caller's side. It ends once, whoever ends it first. */
export class Question {
  private giveUp: (() => void) | undefined;
  private isAnswered = false;

  /** `head`: request line and headers, up to the length of the body. */
  constructor(
    readonly head: string,
    readonly body: string,
    private readonly resolve: (answer: HttpAnswer) => void,
    private readonly reject: (reason: Error) => void,
    private readonly signal: EndSignal | undefined,
  ) {
    signal?.addEventListener("abort", this.abort, { once: true });
  }

  get isOver(): boolean {
    return this.isAnswered;
  }

  /** `giveUp`: what is to be done when nobody waits any more. */
  isAskedBy(giveUp: () => void): void {
    this.giveUp = giveUp;
  }

  answer(answer: HttpAnswer): void {
    if (this.end()) this.resolve(answer);
  }

  fail(reason: Error): void {
    if (this.end()) this.reject(reason);
  }

  private readonly abort = (): void => {
    this.fail(new Error("aborted"));
    this.giveUp?.();
  };

  private end(): boolean {
    if (this.isAnswered) return false;
    this.isAnswered = true;
    this.signal?.removeEventListener("abort", this.abort);
    return true;
  }
}
