import { readFile } from "node:fs/promises";
import { getOperationAST, OperationTypeNode, parse, print, separateOperations } from "graphql";
import { z } from "zod";
import { hashOf } from "../../subgraphs/kernel/hash";
import { TrustedDocuments } from "./documents";

export const manifest = z.object({
  format: z.literal("apollo-persisted-query-manifest"),
  version: z.literal(1),
  operations: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      type: z.enum(OperationTypeNode),
      body: z.string(),
    }),
  ),
});

/** The trusted documents as they are committed: the format that Apollo's and other tools read and write. */
export type Manifest = z.infer<typeof manifest>;

/** One entry for each operation of the texts, with the fragments it uses, in the order of their names. */
export function toManifest(texts: Iterable<string>): Manifest {
  const operations = [...texts].flatMap((text) =>
    Object.entries(separateOperations(parse(text))).map(([name, document]) => {
      const body = print(document);
      return { id: hashOf(body), name, type: getOperationAST(document)!.operation, body };
    }),
  );
  operations.sort((one, other) => (one.name < other.name ? -1 : 1));
  return { format: "apollo-persisted-query-manifest", version: 1, operations };
}

/** Rejects when the file is missing, no manifest, or holds a document under another's hash. */
export async function readTrustedDocuments(file: string): Promise<TrustedDocuments> {
  const { operations } = manifest.parse(JSON.parse(await readFile(file, "utf8")));
  const forged = operations.find(({ id, body }) => hashOf(body) !== id);
  if (forged) throw new Error(`${file}: the document ${forged.name} is not the one its hash stands for.`);
  return new TrustedDocuments(new Map(operations.map(({ id, body }) => [id, body])));
}
