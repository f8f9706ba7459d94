import type { IncomingMessage } from "node:http";
import { getOperationAST, parse } from "graphql";
import { z } from "zod";
import { Refusal } from "../../subgraphs/kernel/refusal";
import type { Named } from "../limits/documents";
import { LIMITS, type Limits } from "../limits/limits";
import { checkVariables } from "../limits/variables";
import { readAccept } from "./accept";
import { methodNotAllowed, notAcceptable } from "./declined";
import { readJson } from "./json-body";

const ACCEPTED = /application\/json|application\/graphql-response\+json|application\/\*|\*\/\*/i;

const HASH = /^[0-9a-f]{64}$/;

const shape = z.object({
  query: z.string().min(1).nullish(),
  /** A hash instead of the text, as the draft "Persisted Documents" of GraphQL over HTTP names it. */
  documentId: z.string().max(100).nullish(),
  /** The same as Apollo's clients name it. */
  extensions: z
    .object({ persistedQuery: z.object({ version: z.literal(1), sha256Hash: z.string().regex(HASH) }).optional() })
    .nullish(),
  // Empty is none (GraphQL over HTTP, section 6.3), also where it is posted: clients fill in what nobody named.
  operationName: z
    .string()
    .max(200)
    .nullish()
    .transform((name) => name || null),
  // Not z.record: it would copy what checkVariables is about to weigh.
  variables: z.custom<Record<string, unknown>>((value) => typeof value === "object" && !Array.isArray(value)).nullish(),
});

export interface Question {
  readonly document: Named;
  readonly operationName?: string | null;
  readonly variables?: Record<string, unknown> | null;
}

/** Everything about the request that can be refused from its head alone. */
export function checkHead({ method = "", headers }: IncomingMessage, methods: readonly string[] = ["POST"]): void {
  if (!methods.includes(method)) throw methodNotAllowed(methods.join(", "));
  if (headers.accept && !ACCEPTED.test(readAccept(headers.accept).whole ?? "")) throw notAcceptable();
}

/** One question: JSON, one operation and not a batch, variables within the limits. */
export async function readQuestion(request: IncomingMessage, limits: Limits = LIMITS): Promise<Question> {
  return questionOf(await readJson(request, limits.bodyBytes), limits);
}

/** What the body, or whatever stands for it, asks. */
export function questionOf(body: unknown, limits: Limits): Question {
  if (Array.isArray(body)) throw new Refusal("BAD_USER_INPUT", "One question at a time.", { check: "batch" });
  const parsed = shape.safeParse(body);
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) => issue.path.join("."));
    throw new Refusal("BAD_USER_INPUT", "The body is not a GraphQL request.", { check: "request", fields });
  }
  const { query, documentId, extensions, ...rest } = parsed.data;
  if (rest.variables) checkVariables(rest.variables, limits);
  const hash = documentId ? hashIn(documentId) : extensions?.persistedQuery?.sha256Hash;
  return { document: { query: query ?? undefined, hash }, ...rest };
}

/** Whether this kind of operation is asked. A text that is no GraphQL asks for none: it is refused like any question. */
export function asksFor(
  kind: "subscription" | "mutation",
  query: string,
  { operationName }: Pick<Question, "operationName">,
  { tokens: maxTokens }: Limits = LIMITS,
): boolean {
  if (!query.includes(kind)) return false;
  try {
    const document = parse(query, { noLocation: true, maxTokens });
    return getOperationAST(document, operationName)?.operation === kind;
  } catch {
    return false;
  }
}

function hashIn(documentId: string): string {
  const hash = documentId.replace(/^sha256:/, "");
  if (HASH.test(hash)) return hash;
  throw new Refusal("BAD_USER_INPUT", "A document is named by the SHA-256 of its text.", { check: "documentId" });
}
