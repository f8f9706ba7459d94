import { GraphQLError } from "graphql";

/** Every way the hub says no. Closed: clients may switch over it. README explains each for people. */
export const REFUSAL_CODES = [
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "NOT_FOUND",
  "BAD_USER_INPUT",
  "CONFLICT",
  "ILLEGAL_TRANSITION",
  "CONSENT_REQUIRED",
  "LIMIT_REACHED",
  "RATE_LIMITED",
  "COST_ESTIMATED_TOO_EXPENSIVE",
  "PAYLOAD_TOO_LARGE",
  "OPERATION_NOT_SUPPORTED",
  "DOCUMENT_NOT_TRUSTED",
  "PERSISTED_QUERY_NOT_FOUND",
  "SERVICE_UNAVAILABLE",
  "SERVICE_TIMEOUT",
  "SERVICE_BAD_ANSWER",
  "ACCESS_NOT_RECORDED",
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** Machine-readable help: which field, which check, what is allowed now. Never personal data. */
export type RefusalDetails = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/**
 * An expected "no", meant for the client to read. Anything else that is thrown is a bug and is masked.
 *
 * "Not yours" and "does not exist" are the same refusal: use {@link notFound} for both.
 */
export class Refusal extends GraphQLError {
  constructor(
    readonly code: RefusalCode,
    message: string,
    details?: RefusalDetails,
  ) {
    super(message, { extensions: details ? { code, details } : { code } });
    this.name = "Refusal";
  }
}

/** The one answer for what is not there and for what is not yours (promise P6). */
export const notFound = (what: string): Refusal => new Refusal("NOT_FOUND", `No such ${what}.`);

/** A field of the input is wrong. `check` names what failed, for the form that shows it. */
export const badInput = (field: string, check: string, message: string): Refusal =>
  new Refusal("BAD_USER_INPUT", message, { field, check });
