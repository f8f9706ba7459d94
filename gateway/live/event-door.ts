import type { ServerResponse } from "node:http";
import { Mapped } from "../../subgraphs/kernel/live/mapped";
import { EventAnswer } from "../front/events";
import type { Taken } from "../front/accept";
import { ended } from "../identity/ended";
import type { SocketParts } from "./client-socket";
import { tooMany } from "./holdings";
import type { Introduced } from "./following";
import { SignIn } from "./sign-in";
import type { Wish } from "./wish";

/** Somebody who is known, and by what they said of themselves. */
export interface Come<Who> {
  readonly who: Who;
  readonly introduced: Introduced;
}

/**
 * Subscriptions over plain HTTP, each the answer to one POST, for clients that open no sockets: as an event stream
 * (graphql-sse, distinct connections) or as Apollo's multipart. Who follows, what they may follow, how much of it and
 * until when is as over a socket: a token ends the answer when it ends, and only a new question brings a new one.
 */
export class EventDoor<Who> {
  private readonly open = new Set<EventAnswer>();

  constructor(private readonly parts: SocketParts<Who>) {}

  /** How many are followed. */
  get size(): number {
    return this.open.size;
  }

  /** Refuses, before anything is sent, who holds too many. What cannot be opened is told in the answer. */
  async answer(
    { who, introduced }: Come<Who>,
    wish: Wish,
    form: NonNullable<Taken["events"]>,
    response: ServerResponse,
  ): Promise<void> {
    const { following } = this.parts;
    const release = this.hold(following.clientOf(who));
    const answer = new EventAnswer(response, form);
    const onEnded = (): void => answer.complete(following.shown(ended()));
    const signIn = new SignIn(following, { onEnding: () => undefined, onEnded }, introduced);
    this.open.add(answer);
    try {
      signIn.enter(who);
      const events = await following.open(who, wish);
      const whileSignedIn = new Mapped(events, (event) => (signIn.current === undefined ? undefined : event));
      await answer.send(whileSignedIn, (fault) => following.shown(fault));
    } catch (error) {
      answer.complete(following.shown(error));
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

  private hold(client: string): () => void {
    const { holdings, limits } = this.parts;
    if (this.open.size >= limits.sockets) throw tooMany("connections", limits.sockets);
    const leave = holdings.enter(client);
    try {
      const release = holdings.hold(client);
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
