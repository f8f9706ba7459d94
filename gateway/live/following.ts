import type { IncomingHttpHeaders } from "node:http";
import type { GraphQLFormattedError } from "graphql";
import type { Wish } from "./wish";

/** What somebody says of themselves: with a question, or in the first message of a socket, which has no headers. */
export interface Introduced {
  readonly headers: IncomingHttpHeaders;
  /** Where their connection comes from. */
  readonly address?: string | undefined;
}

/** What doors need to know of those who follow, and what they open for them. The doors know nothing else of either. */
export interface Following<Who> {
  /** Rejects with UNAUTHENTICATED for who is not believed. */
  identify(introduced: Introduced): Promise<Who>;
  /** Counts one more question of somebody who was identified once for many. Rejects who asks too often. */
  spend(who: Who): Promise<void>;
  /** Until when nothing else is known, in milliseconds since 1970; Infinity where that never ends. */
  untilOf(who: Who): number;
  /** What the same client holds open is counted together. */
  clientOf(who: Who): string;
  /** Whether they may go on with another's connection: a new token of the same client, with the same rights. */
  isSame(one: Who, other: Who): boolean;
  /** Headers, in lower case, that the first message of a socket may bring. */
  readonly headers: ReadonlySet<string>;
  /** Rejects with what is wrong with the wish. What cannot be opened at its owner fails the first event. */
  open(who: Who, wish: Wish): Promise<AsyncIterator<object, undefined>>;
  /** What a client may see of an error. */
  shown(error: unknown): GraphQLFormattedError;
}
