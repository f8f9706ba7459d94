import type { IncomingMessage } from "node:http";
import { z } from "zod";
import { Refusal } from "../../subgraphs/kernel/refusal";
import { LIMITS } from "../limits/limits";
import { checkVariables } from "../limits/variables";
import { methodNotAllowed, notAcceptable } from "./declined";
import { readJson } from "./json-body";

const ACCEPTED = /application\/json|application\/graphql-response\+json|application\/\*|\*\/\*/i;

const shape = z.object({
  query: z.string().min(1),
  operationName: z.string().max(200).nullish(),
  // Not z.record: it would copy what checkVariables is about to weigh.
  variables: z.custom<Record<string, unknown>>((value) => typeof value === "object" && !Array.isArray(value)).nullish(),
});

export interface Question {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: Record<string, unknown> | null;
}

/** Everything about the request that can be refused from its head alone. */
export function checkHead({ method, headers }: IncomingMessage): void {
  if (method !== "POST") throw methodNotAllowed("POST");
  if (headers.accept !== undefined && !ACCEPTED.test(headers.accept)) throw notAcceptable();
}

/** One question: JSON, one operation and not a batch, variables within the limits. */
export async function readQuestion(request: IncomingMessage): Promise<Question> {
  const body = await readJson(request, LIMITS.bodyBytes);
  if (Array.isArray(body)) throw new Refusal("BAD_USER_INPUT", "One question at a time.", { check: "batch" });
  const parsed = shape.safeParse(body);
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) => issue.path.join("."));
    throw new Refusal("BAD_USER_INPUT", "The body is not a GraphQL request.", { check: "request", fields });
  }
  if (parsed.data.variables) checkVariables(parsed.data.variables);
  return parsed.data;
}
