import type { DocumentRecord, MessageRecord } from "../data/message.repository";
import type { Document, Message } from "./message.type";

export const toDocument = ({ uploadedByOrganisationId, ...record }: DocumentRecord): Document => ({
  ...record,
  uploadedByOrganisation: { id: uploadedByOrganisationId },
});

export const toMessage = ({ authorOrganisationId, documents, ...record }: MessageRecord): Message => ({
  ...record,
  authorOrganisation: { id: authorOrganisationId },
  documents: documents.map(toDocument),
});

export const writtenKey = ({ at, id }: MessageRecord): readonly string[] => [at.toISOString(), id];
