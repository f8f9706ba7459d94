import { NoAnswer } from "./failure";

/** Whether somebody answered, but too much, or not by HTTP at all. Everything else means that nobody did. */
export function isNonsense(cause: unknown): boolean {
  const { name, code } = cause as { name?: unknown; code?: unknown };
  return code === "UND_ERR_RES_EXCEEDED_MAX_SIZE" || name === "HTTPParserError" || cause instanceof NoAnswer;
}
