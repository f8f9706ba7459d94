import { Refusal } from "../../subgraphs/kernel/refusal";
import { refuseEnded } from "../identity/ended";
import type { RecordPage } from "./record-lines";

interface Asking {
  /** Rejects with RATE_LIMITED when it cannot be paid for now. */
  readonly ask: (after: string | null) => Promise<RecordPage>;
  /** When the token ends, in milliseconds since 1970. */
  readonly until: number;
  /** Rejects when nobody waits for the file any more. */
  readonly wait: (ms: number) => Promise<void>;
}

/**
 * All pages of a file, one after the other, each asked when the one before has been taken. A long file costs more than a
 * minute's budget: it goes on when there is budget again. Who cannot pay for the first page is refused like anybody; no
 * page is asked for on a token that has ended (promise P13).
 */
export async function* recordPages({ ask, until, wait }: Asking): AsyncGenerator<RecordPage, void, undefined> {
  let page = await ask(null);
  for (;;) {
    yield page;
    const { hasNextPage, endCursor } = page.pageInfo;
    if (!hasNextPage) return;
    page = await whenPaid(() => {
      refuseEnded(until);
      return ask(endCursor);
    }, wait);
  }
}

async function whenPaid(ask: () => Promise<RecordPage>, wait: Asking["wait"]): Promise<RecordPage> {
  for (;;) {
    try {
      return await ask();
    } catch (fault) {
      const seconds = secondsUntilPaid(fault);
      if (seconds === undefined) throw fault;
      await wait(seconds * 1000);
    }
  }
}

function secondsUntilPaid(fault: unknown): number | undefined {
  if (!(fault instanceof Refusal) || fault.code !== "RATE_LIMITED") return undefined;
  const { retryAfterSeconds } = fault.extensions["details"] as { readonly retryAfterSeconds: number };
  return retryAfterSeconds;
}
