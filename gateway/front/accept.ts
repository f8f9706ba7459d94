import { LRUCache } from "lru-cache";

/** How a client takes an answer that is more than one. */
export interface Taken {
  /** Deferred parts may follow the first answer. */
  readonly parts: boolean;
  /** The events of a subscription may come on this very connection, in this form. */
  readonly events: "event-stream" | "multipart" | undefined;
  /** The forms left for one whole answer, as a header again. */
  readonly whole: string | undefined;
}

/** The form of deferred parts that Apollo's clients and server speak. */
const DEFER = /^multipart\/mixed\b.*;\s*deferspec="?20220824"?/;
/** Multipart subscriptions of Apollo's clients and router. */
const SUBSCRIPTION = /^multipart\/mixed\b.*;\s*subscriptionspec="?1\.0"?/;
const EVENT_STREAM = /^text\/event-stream\b/;

/** Of these one whole answer has none, also where a client leaves open which of them it means. */
const STREAM = /^(multipart\/mixed|text\/event-stream)\b/;

const NOTHING: Taken = { parts: false, events: undefined, whole: undefined };
/** Clients say the same with every question. */
const known = new LRUCache<string, Taken>({ max: 100 });

/** Reads an `accept` header. Who names a stream only gets an answer that is one all the same as JSON. */
export function readAccept(accept: string | undefined): Taken {
  if (accept === undefined) return NOTHING;
  let taken = known.get(accept);
  if (taken === undefined) known.set(accept, (taken = takenOf(accept)));
  return taken;
}

function takenOf(accept: string): Taken {
  const forms = accept
    .toLowerCase()
    .split(",")
    .map((form) => form.trim());
  const multipart = forms.some((form) => SUBSCRIPTION.test(form)) ? "multipart" : undefined;
  const parts = forms.some((form) => DEFER.test(form));
  const events = forms.some((form) => EVENT_STREAM.test(form)) ? "event-stream" : multipart;
  const others = forms.filter((form) => !STREAM.test(form)).join(", ");
  return { parts, events, whole: others || (parts || events ? "application/json" : accept) };
}
