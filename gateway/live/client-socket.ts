import type { SubscribePayload } from "graphql-ws";
import type { WebSocket } from "ws";
import { cut, SocketRefusal, TOO_MANY, TRY_AGAIN_LATER } from "../../subgraphs/kernel/call/graphql-socket";
import { Mapped } from "../../subgraphs/kernel/live/mapped";
import { Refusal } from "../../subgraphs/kernel/refusal";
import type { Following, Introduced } from "./following";
import { tooMany, type Holdings } from "./holdings";
import type { LiveLimits } from "./limits";
import { SignIn } from "./sign-in";
import { wishIn } from "./wish";

/** Close codes of graphql-transport-ws. Its clients do not come back after 4401, and do after 4403: with a new token. */
const BAD_REQUEST = 4400;
const UNAUTHORIZED = 4401;
const FORBIDDEN = 4403;
const INTERNAL_ERROR = 4500;

export interface SocketParts<Who> {
  readonly following: Following<Who>;
  readonly holdings: Holdings;
  readonly limits: LiveLimits;
}

/** One client's socket: who is there, until when, and how much they hold open. */
export class ClientSocket<Who> {
  private readonly signIn: SignIn<Who>;
  private leave: () => void = () => undefined;
  private held = 0;
  private refused = 0;

  constructor(
    private readonly socket: WebSocket,
    private readonly parts: SocketParts<Who>,
    introduced?: Introduced,
  ) {
    const events = {
      onEnding: (signInEndsInSeconds: number) => this.say({ type: "ping", payload: { signInEndsInSeconds } }),
      onEnded: () => cut(socket, FORBIDDEN, "Your sign-in has ended: come back with a new token"),
    };
    this.signIn = new SignIn(parts.following, events, introduced);
    socket.once("close", () => {
      this.signIn.end();
      this.leave();
    });
  }

  /** What the client is told with the acknowledgement. Rejects with what closes the socket of who is not believed. */
  async connect(parameters: unknown): Promise<Record<string, unknown>> {
    try {
      const who = await this.signIn.begin(parameters);
      this.leave = this.parts.holdings.enter(this.parts.following.clientOf(who));
      return this.signedIn();
    } catch (error) {
      this.signIn.end();
      throw socketRefusalOf(error);
    }
  }

  /** A ping with a token renews the sign-in; what became of it is in the pong. Others come back as they are. */
  async ping(payload: object): Promise<object> {
    if (!("authorization" in payload)) return payload;
    try {
      await this.signIn.renew(payload);
      return this.signedIn();
    } catch (error) {
      return { refused: this.parts.following.shown(error).extensions };
    }
  }

  /**
   * Events while the sign-in lasts. Rejects for who is not signed in, holds too many, or wants what may not be asked;
   * who goes on wanting it is cut.
   */
  async open(payload: SubscribePayload): Promise<AsyncIterableIterator<object, undefined>> {
    try {
      const who = this.signIn.current;
      if (who === undefined) throw new Refusal("UNAUTHENTICATED", "Your sign-in has ended.", { check: "expired" });
      return await this.follow(who, payload);
    } catch (error) {
      if (++this.refused > this.parts.limits.refusals) cut(this.socket, TOO_MANY, "Too many requests");
      throw error;
    }
  }

  private async follow(who: Who, payload: SubscribePayload): Promise<Mapped<object, object>> {
    const wish = wishIn(payload);
    await this.parts.following.spend(who);
    const release = this.hold(who);
    try {
      const events = await this.parts.following.open(who, wish);
      return new Mapped(events, (event) => (this.signIn.current === undefined ? undefined : event), release);
    } catch (error) {
      release();
      throw error;
    }
  }

  private hold(who: Who): () => void {
    const { subscriptionsPerSocket: most } = this.parts.limits;
    if (this.held >= most) throw tooMany("subscriptions on one connection", most);
    const release = this.parts.holdings.hold(this.parts.following.clientOf(who));
    this.held++;
    let isHeld = true;
    return () => {
      if (isHeld) this.held--;
      isHeld = false;
      release();
    };
  }

  private signedIn(): Record<string, unknown> {
    const { until } = this.signIn;
    return Number.isFinite(until) ? { signedInUntil: new Date(until).toISOString() } : {};
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
