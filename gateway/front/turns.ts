import { setImmediate as others } from "node:timers/promises";
import type { ApolloServerPlugin } from "@apollo/server";

/**
 * A document that nobody asked before is weighed, parsed, validated, priced and made ready to be planned. Each takes as
 * long as some questions when the document is large: between them, others get their turn. Apollo Server does
 * none of it, and calls nothing of this, for a document it knows.
 */
export const turnsBetweenSteps: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      parsingDidStart: () => others(),
      validationDidStart: async () => {
        await others();
        return () => others();
      },
    }),
};
