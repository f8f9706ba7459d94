import type { EndSignal } from "../../engine/subgraph-call";
import type { HttpAnswer } from "./response";

/** One question over HTTP, from the moment it is asked: ends once, with an answer or without. */
export class Exchange {
  /** Told when it ends because nobody waits any more. */
  onLeft: (() => void) | undefined;
  isOver = false;

  constructor(
    readonly message: Message,
    private readonly resolve: (answer: HttpAnswer) => void,
    private readonly reject: (reason: Error) => void,
    private readonly signal: EndSignal | undefined,
  ) {
    if (signal?.aborted) this.leave();
    else signal?.addEventListener("abort", this.leave, { once: true });
  }

  succeed(answer: HttpAnswer): void {
    this.end();
    this.resolve(answer);
  }

  /** Nothing, when it is over. */
  fail(reason: Error): void {
    if (this.isOver) return;
    this.end();
    this.reject(reason);
  }

  private readonly leave = (): void => {
    this.fail(new Error("aborted"));
    this.onLeft?.();
  };

  private end(): void {
    this.isOver = true;
    this.signal?.removeEventListener("abort", this.leave);
  }
}

/** A request as it is sent: `body` apart from its head where it is not ASCII. */
export interface Message {
  readonly head: string;
  readonly body: Buffer | undefined;
}

const NAME = /^[!#$%&'*+.^_`|~\w-]+$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** A POST. Throws where a header could be read as two, or as the end of all. */
export function postOf(path: string, body: string, headers: Readonly<Record<string, string>>): Message {
  let head = `POST ${path} HTTP/1.1\r\n`;
  for (const [name, value] of Object.entries(headers)) {
    if (!NAME.test(name) || !VALUE.test(value)) throw new Error("a header that cannot be sent");
    head += `${name}: ${value}\r\n`;
  }
  const length = Buffer.byteLength(body);
  head += `connection: keep-alive\r\ncontent-length: ${length}\r\n\r\n`;
  return length === body.length ? { head: head + body, body: undefined } : { head, body: Buffer.from(body) };
}
