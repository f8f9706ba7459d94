import type { IncomingHttpHeaders } from "node:http";
import { Refusal } from "../../subgraphs/kernel/refusal";
import type { Viewer } from "../../subgraphs/kernel/viewer";
import type { Identified, Identify } from "../identity/identify";
import { PURPOSE_HEADER } from "../identity/purpose";

/** Told this long before the end, so that there is time to renew, in milliseconds. */
const NOTICE_MS = 60_000;
/** The longest a timer can run. Who signed in for longer is looked at again then. */
const LONGEST_TIMER = 2 ** 31 - 1;

export interface SignInEvents {
  /** The end is near: `seconds` from now. */
  readonly onEnding: (seconds: number) => void;
  readonly onEnded: () => void;
}

/**
 * Who is at the other end of a socket, and until when. A token ends for a socket when it ends; before that another
 * token of the same person, role, organisation and purpose takes its place.
 */
export class SignIn {
  private identified: Identified | undefined;
  private timer: NodeJS.Timeout | undefined;
  private noticed = false;

  constructor(
    private readonly identify: Identify,
    private readonly events: SignInEvents,
  ) {}

  /** Undefined before {@link begin} and after the end. */
  get current(): Identified | undefined {
    return this.identified && this.identified.until > Date.now() ? this.identified : undefined;
  }

  /** Refuses with UNAUTHENTICATED, or BAD_USER_INPUT for the purpose. */
  async begin(parameters: unknown): Promise<Identified> {
    const identified = await this.identify(headersOf(parameters));
    this.take(identified);
    return identified;
  }

  /** Refuses as {@link begin} does, and with FORBIDDEN a token of somebody else: they open a socket of their own. */
  async renew(parameters: unknown): Promise<Identified> {
    const before = this.current;
    const given = headersOf(parameters);
    const identified = await this.identify({ [PURPOSE_HEADER]: before?.viewer.purpose, ...given });
    if (!before || !isSame(before.viewer, identified.viewer)) {
      throw new Refusal("FORBIDDEN", "This connection is somebody else's.");
    }
    if (identified.until > before.until) this.take(identified);
    return this.identified!;
  }

  end(): void {
    clearTimeout(this.timer);
    this.identified = undefined;
  }

  private take(identified: Identified): void {
    this.identified = identified;
    this.noticed = false;
    this.watch();
  }

  private watch(): void {
    clearTimeout(this.timer);
    const left = (this.identified?.until ?? 0) - Date.now();
    if (left <= 0) return this.events.onEnded();
    if (!this.noticed && left <= NOTICE_MS) {
      this.noticed = true;
      this.events.onEnding(Math.ceil(left / 1000));
    }
    const next = this.noticed ? left : left - NOTICE_MS;
    this.timer = setTimeout(() => this.watch(), Math.min(next, LONGEST_TIMER)).unref();
  }
}

const isSame = (one: Viewer, other: Viewer): boolean =>
  one.id === other.id &&
  one.role === other.role &&
  one.organisationId === other.organisationId &&
  one.area === other.area &&
  one.purpose === other.purpose;

/** What a browser cannot send as headers with a socket comes in its first message, under the same names. */
function headersOf(parameters: unknown): IncomingHttpHeaders {
  const given = (parameters ?? {}) as Record<string, unknown>;
  const headers: IncomingHttpHeaders = {};
  for (const [name, value] of Object.entries(given)) {
    const header = name.toLowerCase();
    if (typeof value === "string" && (header === "authorization" || header === PURPOSE_HEADER)) headers[header] = value;
  }
  return headers;
}
