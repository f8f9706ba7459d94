import type { ServerResponse } from "node:http";
import { Mapped } from "../../subgraphs/kernel/live/mapped";
import { Refusal } from "../../subgraphs/kernel/refusal";
import { EventAnswer } from "../front/events";
import type { Taken } from "../front/accept";
import type { Identified } from "../identity/identify";
import type { Holdings } from "./holdings";
import { tooMany } from "./holdings";
import type { LiveLimits } from "./limits";
import { SignIn } from "./sign-in";
import type { Planned, Subscriptions, Wish } from "./subscriptions";

export interface EventDoorParts {
  readonly subscriptions: Subscriptions;
  readonly holdings: Holdings;
  readonly limits: LiveLimits;
}

const ended = (): Refusal =>
  new Refusal("UNAUTHENTICATED", "Your sign-in has ended: come back with a new token.", { check: "expired" });

/**
 * Subscriptions over plain HTTP, each the answer to one POST, for clients that open no sockets: as an event stream
 * (graphql-sse, distinct connections) or as Apollo's multipart. Who follows, what they may follow, how much of it and
 * until when is as over a socket: a token ends the answer when it ends, and only a new question brings a new one.
 */
export class EventDoor {
  private readonly open = new Set<EventAnswer>();

  constructor(private readonly parts: EventDoorParts) {}

  /** How many are followed. */
  get size(): number {
    return this.open.size;
  }

  /** Refuses, before anything is sent, who holds too many. What cannot be opened is told in the answer. */
  async answer(identified: Identified, wish: Wish, form: NonNullable<Taken["events"]>, response: ServerResponse) {
    const { subscriptions } = this.parts;
    const release = this.hold(identified.viewer.id);
    const answer = new EventAnswer(response, form);
    const signIn = new SignIn(() => Promise.resolve(identified), {
      onEnding: () => undefined,
      onEnded: () => answer.complete(subscriptions.shown(ended())),
    });
    this.open.add(answer);
    try {
      await signIn.begin({});
      const { variables, ...question } = wish;
      const planned: Planned = subscriptions.plan(question, identified.mayExplore);
      const events = subscriptions.open(planned, identified.viewer, variables ?? {});
      const whileSignedIn = new Mapped(events, (event) => (signIn.current ? event : undefined));
      await answer.send(whileSignedIn, (fault) => subscriptions.shown(fault));
    } catch (error) {
      answer.complete(subscriptions.shown(error));
    } finally {
      this.open.delete(answer);
      signIn.end();
      release();
    }
  }

  /** Cuts all that are open; their clients come back. */
  close(): void {
    for (const answer of this.open) answer.cut();
  }

  private hold(userId: string): () => void {
    const { holdings, limits } = this.parts;
    if (this.open.size >= limits.sockets) throw tooMany("connections", limits.sockets);
    const leave = holdings.enter(userId);
    try {
      const release = holdings.hold(userId);
      return () => {
        leave();
        release();
      };
    } catch (error) {
      leave();
      throw error;
    }
  }
}
