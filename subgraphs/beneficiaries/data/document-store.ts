import type { Database, Transaction } from "../../kernel/database/database";
import { statement } from "../../kernel/database/statement";
import type { Vault } from "../../kernel/secrets/vault";
import type { Viewer } from "../../kernel/viewer";
import { DocumentPartRow, type DocumentRow } from "./message.row";

type Kept = Pick<DocumentRow, "beneficiaryId" | "id" | "referralId" | "size">;

/** Where the contents of documents lie, sealed. */
export interface DocumentStore {
  /** Stores all of it, in the transaction of what it belongs to: both are there or neither. */
  put(tx: Transaction, document: Kept, content: Buffer): Promise<void>;
  /** Part `number`, from 1 to {@link partsOf}. Throws when it is not there or was changed. */
  part(viewer: Viewer, document: Kept, number: number): Promise<Buffer>;
}

/** Small enough for an answer, large enough that a photograph is few of them. */
const PART_BYTES = 1 << 20;

/** How many parts a document of so many bytes has. */
export const partsOf = (size: number): number => Math.ceil(size / PART_BYTES);

const PART = statement<{ sealed: Buffer }>(
  "document_part",
  "select p.sealed from document_part p where p.beneficiary_id = $1 and p.document_id = $2 and p.number = $3",
);

/** In PostgreSQL, beside everything else of the person: one backup, one transaction, one erasure. */
export class PostgresDocumentStore implements DocumentStore {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
  ) {}

  async put(tx: Transaction, { beneficiaryId, id, referralId }: Kept, content: Buffer): Promise<void> {
    for (let number = 1, at = 0; at < content.length; number++, at += PART_BYTES) {
      const sealed = this.vault.sealBytes(content.subarray(at, at + PART_BYTES));
      await tx.insert(DocumentPartRow, { beneficiaryId, documentId: id, number, referralId, sealed });
    }
  }

  async part(viewer: Viewer, { beneficiaryId, id, size }: Kept, number: number): Promise<Buffer> {
    const [found] = await this.database.rows(viewer, PART, [beneficiaryId, id, number]);
    const part = found && this.vault.openBytes(found.sealed);
    const length = Math.min(PART_BYTES, size - (number - 1) * PART_BYTES);
    if (part?.length !== length) throw new Error("A part of a document is not as it was stored.");
    return part;
  }
}
