import { GraphQLError } from "graphql";
import type { Logger } from "pino";
import { describeCause } from "../../subgraphs/kernel/masking";
import { Refusal } from "../../subgraphs/kernel/refusal";

type FailureCode = "SERVICE_UNAVAILABLE" | "SERVICE_TIMEOUT" | "SERVICE_BAD_ANSWER";

/** Fixed texts: they name the service as the schema does, never where it runs or what it said. */
const MESSAGES: Readonly<Record<FailureCode, (service: string) => string>> = {
  SERVICE_UNAVAILABLE: (service) => `The service "${service}" is not available. The rest of the answer is complete.`,
  SERVICE_TIMEOUT: (service) => `The service "${service}" did not answer in time. The rest of the answer is complete.`,
  SERVICE_BAD_ANSWER: (service) =>
    `The service "${service}" gave an answer that cannot be used. The rest of the answer is complete.`,
};

export const serviceFailure = (code: FailureCode, service: string): Refusal =>
  new Refusal(code, MESSAGES[code](service));

/** What a call ends with when the client has left. Nobody reads it. */
export const callCancelled = (): GraphQLError =>
  new GraphQLError("The request was cancelled.", { extensions: { code: "REQUEST_CANCELLED" } });

/** The operator's side of a failure: which service, for which request, and what the system said, without its text. */
export function logFailure(log: Logger, refusal: Refusal, service: string, requestId: string, cause?: unknown): void {
  const described = cause === undefined ? undefined : { ...describeCause(cause), at: undefined };
  log.warn({ service, requestId, code: refusal.code, cause: described }, "a service could not be used");
}
