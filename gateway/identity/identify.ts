import type { IncomingHttpHeaders } from "node:http";
import type { Viewer } from "../../subgraphs/kernel/viewer";

/** From a request's headers to who is asking. Refuses with UNAUTHENTICATED, or BAD_USER_INPUT for the purpose. */
export type Identify = (headers: IncomingHttpHeaders) => Promise<Viewer>;
