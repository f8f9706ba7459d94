import type { IncomingHttpHeaders } from "node:http";
import { Refusal } from "../../subgraphs/kernel/refusal";
import { ended } from "../identity/ended";
import type { Following, Introduced } from "./following";

/** Told this long before the end, so that there is time to renew, in milliseconds. */
const NOTICE_MS = 60_000;
/** How often it is looked whether who is there would still be let in: a key that signed for them may be withdrawn. */
const CONFIRM_MS = 60_000;

export interface SignInEvents {
  /** The end is near: `seconds` from now. */
  readonly onEnding: (seconds: number) => void;
  readonly onEnded: () => void;
}

/**
 * Who is at the other end of a connection, and until when. A token ends for it when it ends, and within a minute of when it
 * is no longer believed; before that another token of the same client with the same rights takes its place.
 */
export class SignIn<Who> {
  private present: Who | undefined;
  private given: IncomingHttpHeaders = {};
  private timer: NodeJS.Timeout | undefined;
  private noticed = false;
  private confirmAt = 0;
  private hasLeft = false;

  constructor(
    private readonly following: Pick<Following<Who>, "identify" | "untilOf" | "isSame" | "headers">,
    private readonly events: SignInEvents,
    /** What was said before the first message. */
    private readonly introduced: Introduced = { headers: {} },
  ) {}

  /** Undefined before {@link begin} and after the end. */
  get current(): Who | undefined {
    return this.until > Date.now() ? this.present : undefined;
  }

  /** Zero before {@link begin} and after the end. */
  get until(): number {
    return this.present === undefined ? 0 : this.following.untilOf(this.present);
  }

  /** Rejects as {@link Following.identify} does, and with UNAUTHENTICATED for who left before it was known who they are. */
  async begin(parameters: unknown): Promise<Who> {
    const given = this.headersOf(parameters);
    const who = await this.identify(given);
    if (this.hasLeft) throw ended();
    this.take(who, given);
    return who;
  }

  /** Somebody who is known already, by what they said before the first message. */
  enter(who: Who): void {
    this.take(who, this.given);
  }

  /**
   * Rejects as {@link begin} does, and with FORBIDDEN for a token of somebody else: they open a socket of their own. Who is
   * there is asked when the token is known to be good: they may have left, ended or renewed it otherwise meanwhile.
   */
  async renew(parameters: unknown): Promise<void> {
    const given = { ...this.given, ...this.headersOf(parameters) };
    const who = await this.identify(given);
    const present = this.current;
    if (present === undefined || !this.following.isSame(present, who))
      throw new Refusal("FORBIDDEN", "This connection is somebody else's.");
    if (this.following.untilOf(who) > this.until) this.take(who, given);
  }

  /** For good: what is still being found out about them changes nothing any more. */
  end(): void {
    this.hasLeft = true;
    clearTimeout(this.timer);
    this.present = undefined;
  }

  private identify(given: IncomingHttpHeaders): Promise<Who> {
    const { headers, address } = this.introduced;
    return this.following.identify({ headers: { ...headers, ...given }, address });
  }

  private take(who: Who, given: IncomingHttpHeaders): void {
    this.present = who;
    this.given = given;
    this.noticed = false;
    this.confirmAt = Date.now() + CONFIRM_MS;
    this.watch();
  }

  private watch(): void {
    clearTimeout(this.timer);
    const left = this.until - Date.now();
    if (left <= 0) return this.events.onEnded();
    if (!this.noticed && left <= NOTICE_MS) {
      this.noticed = true;
      this.events.onEnding(Math.ceil(left / 1000));
    }
    const next = Math.min(this.noticed ? left : left - NOTICE_MS, Math.max(0, this.confirmAt - Date.now()));
    this.timer = setTimeout(() => void this.look(), next).unref();
  }

  private async look(): Promise<void> {
    if (Date.now() < this.confirmAt) return this.watch();
    const { present, given } = this;
    this.confirmAt = Date.now() + CONFIRM_MS;
    const isBelieved = await this.identify(given).then(
      () => true,
      () => false,
    );
    // Who left or renewed meanwhile is somebody else's matter.
    if (this.present === undefined || this.present !== present) return;
    if (isBelieved) return this.watch();
    this.end();
    this.events.onEnded();
  }

  /** What a browser cannot send as headers with a socket comes in its first message, under the same names. */
  private headersOf(parameters: unknown): IncomingHttpHeaders {
    const headers: IncomingHttpHeaders = {};
    for (const [name, value] of Object.entries((parameters ?? {}) as Record<string, unknown>)) {
      const header = name.toLowerCase();
      if (typeof value === "string" && this.following.headers.has(header)) headers[header] = value;
    }
    return headers;
  }
}
