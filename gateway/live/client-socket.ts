import type { SubscribePayload } from "graphql-ws";
import type { WebSocket } from "ws";
import { cut, SocketRefusal, TRY_AGAIN_LATER } from "../../subgraphs/kernel/call/graphql-socket";
import { Mapped } from "../../subgraphs/kernel/live/mapped";
import { Refusal } from "../../subgraphs/kernel/refusal";
import type { Identified, Identify } from "../identity/identify";
import { tooMany, type Holdings } from "./holdings";
import type { LiveLimits } from "./limits";
import { SignIn } from "./sign-in";
import type { LiveAnswer, Planned, Subscriptions } from "./subscriptions";
import { wishIn } from "./wish";

/** Close codes of graphql-transport-ws. Its clients do not come back after 4401, and do after 4403: with a new token. */
const BAD_REQUEST = 4400;
const UNAUTHORIZED = 4401;
const FORBIDDEN = 4403;
const TOO_MANY = 4429;
const INTERNAL_ERROR = 4500;

export interface SocketParts {
  readonly identify: Identify;
  readonly subscriptions: Subscriptions;
  readonly holdings: Holdings;
  readonly limits: LiveLimits;
}

/** A subscription that may be opened, and is counted already. */
export interface Permitted {
  readonly planned: Planned;
  readonly identified: Identified;
  readonly variables: Record<string, unknown>;
  readonly release: () => void;
}

/** One client's socket: who is there, until when, and how much they hold open. */
export class ClientSocket {
  private readonly signIn: SignIn;
  private leave: () => void = () => undefined;
  private held = 0;
  private refused = 0;

  constructor(
    private readonly socket: WebSocket,
    private readonly parts: SocketParts,
  ) {
    this.signIn = new SignIn(parts.identify, {
      onEnding: (signInEndsInSeconds) => this.say({ type: "ping", payload: { signInEndsInSeconds } }),
      onEnded: () => cut(socket, FORBIDDEN, "Your sign-in has ended: come back with a new token"),
    });
    socket.once("close", () => {
      this.signIn.end();
      this.leave();
    });
  }

  /** What the client is told with the acknowledgement. Throws what closes the socket of who is not believed. */
  async connect(parameters: unknown): Promise<Record<string, unknown>> {
    try {
      const { viewer, until } = await this.signIn.begin(parameters);
      this.leave = this.parts.holdings.enter(viewer.id);
      return { signedInUntil: new Date(until).toISOString() };
    } catch (error) {
      this.signIn.end();
      throw socketRefusalOf(error);
    }
  }

  /** A ping with a token renews the sign-in; what became of it is in the pong. Others come back as they are. */
  async ping(payload: object): Promise<object> {
    if (!("authorization" in payload)) return payload;
    try {
      const { until } = await this.signIn.renew(payload);
      return { signedInUntil: new Date(until).toISOString() };
    } catch (error) {
      return { refused: this.parts.subscriptions.shown(error).extensions };
    }
  }

  /** Refuses who is not signed in, holds too many, or wants what may not be asked. Who goes on wanting it is cut. */
  permit(payload: SubscribePayload): Permitted {
    try {
      const identified = this.signIn.current;
      if (!identified) throw new Refusal("UNAUTHENTICATED", "Your sign-in has ended.", { check: "expired" });
      const { variables, ...wish } = wishIn(payload);
      const planned = this.parts.subscriptions.plan(wish, identified.mayExplore);
      return { planned, identified, variables: variables ?? {}, release: this.hold(identified) };
    } catch (error) {
      if (++this.refused > this.parts.limits.refusals) cut(this.socket, TOO_MANY, "Too many requests");
      throw error;
    }
  }

  /** Events while the sign-in lasts. */
  follow({ planned, identified, variables, release }: Permitted): AsyncIterableIterator<LiveAnswer, undefined> {
    try {
      const events = this.parts.subscriptions.open(planned, identified.viewer, variables);
      return new Mapped(events, (event) => (this.signIn.current ? event : undefined), release);
    } catch (error) {
      release();
      throw error;
    }
  }

  private hold({ viewer }: Identified): () => void {
    const { subscriptionsPerSocket: most } = this.parts.limits;
    if (this.held >= most) throw tooMany("subscriptions on one connection", most);
    const release = this.parts.holdings.hold(viewer.id);
    this.held++;
    let isHeld = true;
    return () => {
      if (isHeld) this.held--;
      isHeld = false;
      release();
    };
  }

  private say(message: object): void {
    if (this.socket.readyState === this.socket.OPEN) this.socket.send(JSON.stringify(message));
  }
}

function socketRefusalOf(error: unknown): SocketRefusal {
  if (!(error instanceof Refusal)) return new SocketRefusal(INTERNAL_ERROR, "Internal server error");
  const { check } = (error.extensions["details"] ?? {}) as { check?: unknown };
  switch (error.code) {
    case "UNAUTHENTICATED":
      return new SocketRefusal(check === "expired" ? FORBIDDEN : UNAUTHORIZED, error.message);
    case "BAD_USER_INPUT":
      return new SocketRefusal(BAD_REQUEST, error.message);
    default: // too many connections, or nobody can tell who this is right now
      return new SocketRefusal(TRY_AGAIN_LATER, error.message);
  }
}
