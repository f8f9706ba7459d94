import { z } from "zod";
import { Refusal, REFUSAL_CODES, type RefusalDetails } from "../../subgraphs/kernel/refusal";
import type { SubgraphAnswer } from "../engine/subgraph-call";

/** One call to the centres, who keep the documents, in the name of the viewer. */
export type AskCentres = (
  kind: "query" | "mutation",
  query: string,
  variables: Record<string, unknown>,
) => Promise<SubgraphAnswer>;

const DOCUMENT = "id name mediaType size confidentiality uploadedAt";
const STORE = `mutation StoreDocument($input: StoreDocumentInput!) { storeDocument(input: $input) { ${DOCUMENT} } }`;
const PART = `query DocumentPart($id: ID!, $number: Int!) {
  documentPart(id: $id, number: $number) { parts content document { ${DOCUMENT} } }
}`;

const document = z.object({
  id: z.string(),
  name: z.string(),
  mediaType: z.string(),
  size: z.number(),
  confidentiality: z.string(),
  uploadedAt: z.string(),
});
const part = z.object({ documentPart: z.object({ parts: z.number(), content: z.base64(), document }) });

export interface Part {
  readonly document: z.infer<typeof document>;
  readonly parts: number;
  readonly content: Buffer;
}

/** Stores a document and returns what is known of it. Refuses with what the centres refuse. */
export const storeDocument = async (ask: AskCentres, input: Record<string, unknown>): Promise<Part["document"]> =>
  z.object({ storeDocument: document }).parse(accepted(await ask("mutation", STORE, { input }))).storeDocument;

/** A piece of a document, from 1. Refuses with what the centres refuse. */
export async function readPart(ask: AskCentres, id: string, number: number): Promise<Part> {
  const { documentPart } = part.parse(accepted(await ask("query", PART, { id, number })));
  return { ...documentPart, content: Buffer.from(documentPart.content, "base64") };
}

/** A refusal of the centres becomes ours, with its details; what they masked stays masked. */
function accepted({ data, errors }: SubgraphAnswer): Record<string, unknown> {
  const [error] = errors ?? [];
  if (!error && data) return data;
  const code = REFUSAL_CODES.find((each) => each === error?.extensions?.["code"]);
  if (!error || !code) throw new Refusal("SERVICE_UNAVAILABLE", "The document could not be handled. Try again.");
  throw new Refusal(code, error.message, error.extensions?.["details"] as RefusalDetails | undefined);
}
