import { setImmediate as others } from "node:timers/promises";
import type { ApolloServerPlugin } from "@apollo/server";

/**
 * A document that nobody asked before is weighed, parsed, and validated, each of which takes as long as some questions
 * when it is large: between them others get their turn, as they do before it is planned (planning/preparing.ts). Apollo
 * Server does none of it, and calls nothing of this, for a document it knows.
 */
export const turnsBetweenSteps: ApolloServerPlugin = {
  requestDidStart: () => TURNS,
};

const TURNS = Promise.resolve({ parsingDidStart: () => others(), validationDidStart: () => others() });
