import type { Database } from "../../kernel/database/database";
import { once } from "../../kernel/database/idempotency";
import { isId, newId } from "../../kernel/identifier";
import { badInput, notFound, Refusal } from "../../kernel/refusal";
import type { Vault } from "../../kernel/secrets/vault";
import type { ServedCall } from "../../kernel/subgraph";
import { partsOf, type DocumentStore } from "../data/document-store";
import type { DocumentRecord, MessageRepository } from "../data/message.repository";
import type { ConversationService } from "./conversation.service";
import { checkName, nameFor } from "./document-name.rules";
import { isCalled, kindOf, MEDIA_TYPES, type Kind } from "./media-type.rules";
import type { PersonService } from "./person.service";

export const CONFIDENTIALITIES = ["NORMAL", "RESTRICTED"] as const;
/** RESTRICTED: for the referral's author, the person's supervisor and the agency; FHIR R4 confidentiality N and R. */
export type Confidentiality = (typeof CONFIDENTIALITIES)[number];

export interface NewDocument {
  readonly referralId: string;
  readonly name: string;
  readonly confidentiality: Confidentiality;
  /** What the client said it is; null where it said nothing. */
  readonly declaredType?: string | null;
  /** In base64. */
  readonly content: string;
  readonly idempotencyKey?: string | null;
}

export interface DocumentPart {
  readonly document: DocumentRecord;
  readonly parts: number;
  readonly content: Buffer;
}

/** 10 MB of 1024 kB. */
export const MOST_BYTES = 10 << 20;

/** Documents that go with messages: stored first, referred to by id. */
export class DocumentService {
  constructor(
    private readonly call: ServedCall,
    private readonly messages: MessageRepository,
    private readonly store: DocumentStore,
    private readonly conversations: ConversationService,
    private readonly people: PersonService,
    private readonly database: Database,
    private readonly vault: Vault,
  ) {}

  /** Stores a document of a kind its content proves, under a name that ends like it. Until a message takes it along, only its uploader sees it. */
  async add(input: NewDocument): Promise<DocumentRecord> {
    const { viewer } = this.call;
    const name = checkName(input.name);
    const content = Buffer.from(input.content, "base64");
    const kind = checkContent(content, input.declaredType);
    const referral = await this.conversations.getForWriting(input.referralId);
    const request = [
      "storeDocument",
      { ...input, name: "", content: this.vault.fingerprint(name + input.content) },
    ] as const;
    const id = await this.database.transaction(viewer, (tx) =>
      once(tx, viewer, input.idempotencyKey, request, async () => {
        const row = {
          ...{ id: newId(), beneficiaryId: referral.beneficiaryId, referralId: referral.id, messageId: null },
          ...{ confidentiality: input.confidentiality, nameSealed: this.vault.seal(nameFor(name, kind)) },
          ...{
            mediaType: kind.mediaType,
            size: content.length,
            uploadedBy: viewer.id,
            uploadedByOrganisationId: viewer.organisationId!,
          },
          uploadedAt: new Date(),
        };
        await this.messages.insertDocument(tx, row);
        await this.store.put(tx, row, content);
        return row.id;
      }),
    );
    return (await this.find(id))!;
  }

  /** A piece of a document, from 1. NOT_FOUND for one that is not there and for one that is not the viewer's to open. */
  async part(id: string, number: number): Promise<DocumentPart> {
    const document = await this.find(id);
    const seen = document && (await this.people.find(document.beneficiaryId));
    if (!document || !seen?.may("document:read", "REFERRAL")) throw notFound("document");
    if (document.discreet) seen.confide();
    const parts = partsOf(document.size);
    if (number < 1 || number > parts) throw badInput("number", "range", "This document has no such part.");
    return { document, parts, content: await this.store.part(this.call.viewer, document, number) };
  }

  private async find(id: string): Promise<DocumentRecord | null> {
    return isId(id) ? this.messages.findDocument(id) : null;
  }
}

function checkContent(content: Buffer, declared: string | null | undefined): Kind {
  if (content.length === 0) throw badInput("content", "empty", "The document is empty.");
  if (content.length > MOST_BYTES) {
    throw new Refusal("PAYLOAD_TOO_LARGE", `A document has at most ${MOST_BYTES} bytes.`, { limit: MOST_BYTES });
  }
  const kind = kindOf(content);
  if (!kind) throw misfit("type", "This is none of the kinds of documents that are taken, by its content.");
  if (!isCalled(kind, declared))
    throw misfit("declared", `By its content this is ${kind.mediaType}; say so, or nothing.`);
  if (!kind.isWhole(content)) throw misfit("incomplete", "The end of this document is missing: send it again, whole.");
  return kind;
}

const misfit = (check: string, message: string): Refusal =>
  new Refusal("BAD_USER_INPUT", message, { field: "content", check, allowed: MEDIA_TYPES });
