import { NOBODY } from "./identifier";
import type { Purpose, Role } from "./policy/vocabulary";

/**
 * Who is asking: the verified claims of one token, nothing looked up.
 *
 * The gateway makes it from the token and signs it into every call; subgraphs decide with it. It says who somebody
 * is, never what they may see: that is the policy's answer, per person and category.
 */
export interface Viewer {
  /** The stable subject of the token: a worker, or an agency's own system. */
  readonly id: string;
  readonly role: Role;
  /** The centre or agency the person works for; null for roles above organisations (DPO, ANALYST). */
  readonly organisationId: string | null;
  /** NUTS 2 code of the region an ANALYST or DIRECTORY_EDITOR is responsible for, null for the others. */
  readonly area: string | null;
  /** Why they ask. The legal basis of a decision depends on it. */
  readonly purpose: Purpose;
}

/**
 * The clock, when it does something by itself: nobody's viewer. No token names its role and the policy has no line for
 * it; row-level security lets it at what an owner's migration says, and at nothing else.
 */
export const CLOCK = { id: NOBODY, role: "CLOCK", organisationId: null, area: null, purpose: "CARE" } as const;

/** An organisation's own system, when the clock does something in its name: it keeps the organisation's records. */
export const keeperOf = (organisationId: string): Viewer => ({
  ...{ id: NOBODY, role: "SERVICE", organisationId, area: null, purpose: "CARE" },
});

/** In whose name something is stored. */
export type Actor = Viewer | typeof CLOCK;

/** One call as a subgraph sees it, whichever door it came through. */
export interface Call {
  readonly viewer: Viewer;
  /** Travels from the gateway through every subgraph into every log line. */
  readonly requestId: string;
  readonly signal?: AbortSignal;
}
