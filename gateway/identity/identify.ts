import type { IncomingHttpHeaders } from "node:http";
import type { Viewer } from "../../subgraphs/kernel/viewer";

export interface Identified {
  readonly viewer: Viewer;
  /**
   * A developer: may look at the schema and send documents of their own, also in production. It opens no data; what
   * they may see of anybody is decided like for everybody else.
   */
  readonly mayExplore: boolean;
  /** When the token ends, in milliseconds. Nothing is shown on it afterwards, however long a connection lasts. */
  readonly until: number;
}

/** From a request's headers to who is asking. Refuses with UNAUTHENTICATED, or BAD_USER_INPUT for the purpose. */
export type Identify = (headers: IncomingHttpHeaders) => Promise<Identified>;
