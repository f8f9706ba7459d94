import type { IncomingMessage } from "node:http";
import type { Permissions } from "../planning/document/access";
import type { Introduced } from "../live/following";
import type { PermissionsOf } from "./permissions";

/** Who asks or follows, as far as anybody can know. */
export interface Caller {
  readonly permissions: Permissions;
  /** The token as it came: what two people ask is never the same. */
  readonly identity: string;
  /** Whom they are counted with: themselves where a believed token names them, else everybody at their address. */
  readonly client: string;
  /** When the token ends, in milliseconds since 1970; Infinity where there is none. */
  readonly until: number;
  /** What of their headers goes on to subgraphs. */
  readonly forwarded: Readonly<Record<string, string>>;
}

/** Everything said with a request, or with the opening of a socket: what is no browser can say it there. */
export const introducedBy = ({ headers, socket }: IncomingMessage): Introduced => ({
  headers,
  address: socket.remoteAddress,
});

/** Makes callers of requests. */
export class Callers {
  /** Headers that the first message of a socket may bring instead. */
  readonly headers: ReadonlySet<string>;

  constructor(
    private readonly permissionsOf: PermissionsOf,
    private readonly forward: readonly string[],
  ) {
    this.headers = new Set(["authorization", ...forward]);
  }

  /** Rejects with UNAUTHENTICATED for a token that does not hold. */
  async of({ headers, address = "" }: Introduced): Promise<Caller> {
    const { permissions, subject, until = Infinity } = await this.permissionsOf(headers);
    const forwarded: Record<string, string> = {};
    for (const name of this.forward) {
      const value = headers[name];
      if (value !== undefined) forwarded[name] = String(value);
    }
    const client = subject === undefined ? `at ${address}` : `is ${subject}`;
    return { permissions, identity: headers.authorization ?? "", client, until, forwarded };
  }
}

/** Whether what was allowed to one is allowed to the other, and reaches subgraphs in the same words but for the token. */
export function isSameCaller(one: Caller, other: Caller): boolean {
  return one.client === other.client && rightsOf(one) === rightsOf(other);
}

function rightsOf({ permissions: { isAuthenticated, scopes, policies }, forwarded }: Caller): string {
  const { authorization: _, ...others } = forwarded;
  return JSON.stringify([isAuthenticated, [...scopes].sort(), [...policies].sort(), others]);
}
