import type { SubscribePayload } from "graphql-ws";
import { z } from "zod";
import { Refusal } from "../../subgraphs/kernel/refusal";
import type { Named } from "../limits/documents";

/** What somebody wants to follow. */
export interface Wish {
  readonly document: Named;
  readonly operationName?: string | null;
  readonly variables?: Record<string, unknown> | null;
}

const HASH = /^[0-9a-f]{64}$/;

const shape = z.object({
  query: z.string(),
  operationName: z.string().max(200).nullish(),
  variables: z.custom<Record<string, unknown>>((value) => typeof value === "object" && !Array.isArray(value)).nullish(),
  extensions: z
    .object({ persistedQuery: z.object({ version: z.literal(1), sha256Hash: z.string().regex(HASH) }).optional() })
    .nullish(),
});

/** A document by its text or, with an empty one, by its hash: the protocol wants a text. BAD_USER_INPUT for neither. */
export function wishIn(payload: SubscribePayload): Wish {
  const parsed = shape.safeParse(payload);
  if (!parsed.success) throw new Refusal("BAD_USER_INPUT", "This is not a GraphQL request.", { check: "request" });
  const { query, operationName, variables, extensions } = parsed.data;
  const document = { query: query === "" ? undefined : query, hash: extensions?.persistedQuery?.sha256Hash };
  return { document, operationName, variables };
}
