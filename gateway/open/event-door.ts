import type { ServerResponse } from "node:http";
import { Refusal } from "../../subgraphs/kernel/refusal";
import type { Taken } from "../front/accept";
import { EventAnswer } from "../front/events";
import { tooMany } from "../live/holdings";
import { LIVE_LIMITS } from "../live/limits";
import type { OpenQuestion } from "./apollo";
import type { OpenSubscriptions, OpenWish } from "./subscriptions";

/** The longest a timer can run. */
const LONGEST_TIMER = 2 ** 31 - 1;

const ended = (): Refusal =>
  new Refusal("UNAUTHENTICATED", "Your token has ended: come back with a new one.", { check: "expired" });

/** Subscriptions as answers of plain HTTP, each until its token ends. */
export class OpenEventDoor {
  private readonly open = new Set<EventAnswer>();

  constructor(private readonly subscriptions: OpenSubscriptions) {}

  /** How many are followed. */
  get size(): number {
    return this.open.size;
  }

  async answer(question: OpenQuestion, wish: OpenWish, form: NonNullable<Taken["events"]>, response: ServerResponse) {
    const { subscriptions } = this;
    if (this.open.size >= LIVE_LIMITS.sockets) throw tooMany("connections", LIVE_LIMITS.sockets);
    const answer = new EventAnswer(response, form);
    const { until } = question;
    const end = (): void => answer.complete(subscriptions.shown(ended()));
    // Who may follow for longer than a timer can run comes back then.
    const timer = until === undefined ? undefined : setTimeout(end, Math.min(until - Date.now(), LONGEST_TIMER));
    this.open.add(answer);
    try {
      await answer.send(await subscriptions.open(question, wish), subscriptions.shown);
    } catch (error) {
      answer.complete(subscriptions.shown(error));
    } finally {
      clearTimeout(timer);
      this.open.delete(answer);
    }
  }

  /** Cuts all that are open; their clients come back. */
  close(): void {
    for (const answer of this.open) answer.cut();
  }
}
