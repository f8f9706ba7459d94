/** For tests of rules and services: a call as a subgraph serves it. */
import type { ServedCall } from "../subgraph";
import type { Viewer } from "../viewer";
import { Disclosures } from "./disclosures";

export const served = (viewer: Viewer): ServedCall => ({
  viewer,
  requestId: "test-request",
  disclosures: new Disclosures(viewer),
});
