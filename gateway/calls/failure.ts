import { GraphQLError } from "graphql";
import type { Logger } from "pino";
import { describeCause } from "../../subgraphs/kernel/masking";
import { Refusal } from "../../subgraphs/kernel/refusal";
import type { SubgraphRequest } from "../engine/subgraph-call";

type FailureCode = "SERVICE_UNAVAILABLE" | "SERVICE_TIMEOUT" | "SERVICE_BAD_ANSWER";

/** Fixed texts: they name the service as the schema does, never where it runs or what it said. */
const MESSAGES: Readonly<Record<FailureCode, (service: string) => string>> = {
  SERVICE_UNAVAILABLE: (service) => `The service "${service}" is not available.`,
  SERVICE_TIMEOUT: (service) => `The service "${service}" did not answer in time.`,
  SERVICE_BAD_ANSWER: (service) => `The service "${service}" gave an answer that cannot be used.`,
};

/** A response that is no answer. Why it is none is for the operator, and holds nothing the subgraph said. */
export class NoAnswer extends Error {
  constructor(
    readonly code: FailureCode,
    readonly why: string,
  ) {
    super(why);
    this.name = "NoAnswer";
  }
}

/** A mutation whose answer was lost may have been carried out: its refusal says so, `details.outcome` is "unknown". */
export function serviceFailure(code: FailureCode, { service, kind }: SubgraphRequest): Refusal {
  const message = MESSAGES[code](service);
  if (kind !== "mutation") return new Refusal(code, message);
  const advice = "Whether it was done is not known: look, or repeat with the same idempotencyKey.";
  return new Refusal(code, `${message} ${advice}`, { outcome: "unknown" });
}

/** What a call ends with when the client has left. Nobody reads it. */
export const callCancelled = (): GraphQLError =>
  new GraphQLError("The request was cancelled.", { extensions: { code: "REQUEST_CANCELLED" } });

/** The operator's side of a failure: which service, for which request, and what the system said, without its text. */
export function logFailure(log: Logger, refusal: Refusal, service: string, requestId: string, cause?: unknown): void {
  const described = cause === undefined ? undefined : { ...describeCause(cause), at: undefined, hint: hintOf(cause) };
  log.warn({ service, requestId, code: refusal.code, cause: described }, "a service could not be used");
}

/** What a code does not tell. A server of node cuts without a word whoever shows no certificate it believes: its operator would look for a network. */
function hintOf(cause: unknown): string | undefined {
  if (cause instanceof NoAnswer) return cause.why;
  const { code, socket } = cause as { code?: unknown; socket?: { bytesRead?: unknown } };
  if (code !== "UND_ERR_SOCKET" || socket?.bytesRead !== 0) return undefined;
  return "cut before a byte of an answer; over https it may want a certificate (mTLS), or another";
}
