import type DataLoader from "dataloader";
import type { Database, Transaction } from "../../kernel/database/database";
import { statement, type Statement } from "../../kernel/database/statement";
import { listLoader } from "../../kernel/loader";
import type { Vault } from "../../kernel/secrets/vault";
import type { Viewer } from "../../kernel/viewer";
import { OWN_SIDE } from "./referral.repository";
import { DocumentRow, MessageRow } from "./message.row";

export interface DocumentRecord {
  readonly id: string;
  readonly beneficiaryId: string;
  readonly referralId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly confidentiality: string;
  readonly uploadedBy: string;
  readonly uploadedByOrganisationId: string;
  readonly uploadedAt: Date;
  /** It belongs to a confidential referral. */
  readonly discreet: boolean;
}

export interface MessageRecord {
  readonly id: string;
  readonly beneficiaryId: string;
  readonly referralId: string;
  readonly authorId: string;
  readonly authorOrganisationId: string;
  readonly text: string;
  readonly at: Date;
  readonly documents: readonly DocumentRecord[];
}

/** Names are sealed; in JSON as base64. */
type SealedDocument = Omit<DocumentRecord, "name" | "uploadedAt"> & {
  readonly nameSealed: string;
  readonly uploadedAt: string;
};
type SealedMessage = Omit<MessageRecord, "text" | "documents"> & {
  readonly askedId: string;
  readonly textSealed: Buffer;
  readonly documents: readonly SealedDocument[];
};

/** As the wall says it: a restricted document is for those who carry the referral. */
const MAY_KNOW = `(d.confidentiality = 'NORMAL' or d.uploaded_by = $2 or r.agency_id = $3 or r.author_id = $2
  or current_setting('app.role', true) = 'DPO'
  or exists (select from beneficiary b where b.id = r.beneficiary_id and b.worker_id = $2))`;

const DOCUMENT = `'id', d.id, 'beneficiaryId', d.beneficiary_id, 'referralId', d.referral_id,
  'nameSealed', encode(d.name_sealed, 'base64'), 'mediaType', d.media_type, 'size', d.size,
  'confidentiality', d.confidentiality, 'uploadedBy', d.uploaded_by,
  'uploadedByOrganisationId', d.uploaded_by_organisation_id, 'uploadedAt', d.uploaded_at,
  'discreet', r.confidential`;

/**
 * Pages of messages, newest first, of each of $1. $2 viewer, $3 their organisation, $4-$5 cursor, $6 how many. Only those
 * on referrals of the viewer's own side: consent to others' referrals opens no letters.
 */
const pages = (name: string, key: string): Statement<SealedMessage> =>
  statement<SealedMessage>(
    name,
    `select asked.id as "askedId", page.* from unnest($1::uuid[]) as asked(id) cross join lateral (
      select m.id, m.beneficiary_id as "beneficiaryId", m.referral_id as "referralId", m.author_id as "authorId",
        m.author_organisation_id as "authorOrganisationId", m.text_sealed as "textSealed", m.at,
        coalesce((select json_agg(json_build_object(${DOCUMENT}) order by d.id) from document d
          where d.beneficiary_id = m.beneficiary_id and d.message_id = m.id and ${MAY_KNOW}), '[]') as documents
      from message m join referral r on r.beneficiary_id = m.beneficiary_id and r.id = m.referral_id
      where m.${key} = asked.id and ${OWN_SIDE}
        and ($4::timestamptz is null or (m.at, m.id) < ($4, $5::uuid))
      order by m.at desc, m.id desc limit $6) page`,
  );

const OF_CONVERSATIONS = pages("messages_of_conversations", "conversation_id");
const OF_PEOPLE = pages("messages_of_people", "beneficiary_id");
const OF_THEMSELVES = pages("messages_by_id", "id");

/** $1 a document, $2 viewer, $3 their organisation. One that goes with no message yet is its uploader's alone. */
const DOCUMENT_BY_ID = statement<{ document: SealedDocument }>(
  "document_by_id",
  `select json_build_object(${DOCUMENT}) as document from document d
  join referral r on r.beneficiary_id = d.beneficiary_id and r.id = d.referral_id
  where d.id = $1 and (d.message_id is not null or d.uploaded_by = $2) and ${MAY_KNOW} and ${OWN_SIDE}`,
);

/** Messages and documents for one viewer. Born with the request. */
export class MessageRepository {
  private readonly loaders = new Map<string, DataLoader<string, MessageRecord[]>>();

  constructor(
    private readonly database: Database,
    private readonly viewer: Viewer,
    private readonly vault: Vault,
  ) {}

  /** What was written about a conversation's referrals, newest first. */
  listOfConversation(id: string, limit: number, after: readonly string[] | null): Promise<MessageRecord[]> {
    return this.load(OF_CONVERSATIONS, id, limit, after);
  }

  /** What was written about a person's referrals, newest first. */
  listOfPerson(id: string, limit: number, after: readonly string[] | null): Promise<MessageRecord[]> {
    return this.load(OF_PEOPLE, id, limit, after);
  }

  /** One that is the viewer's to see. */
  async find(id: string): Promise<MessageRecord | null> {
    const [found] = await this.load(OF_THEMSELVES, id, 1, null);
    return found ?? null;
  }

  async findDocument(id: string): Promise<DocumentRecord | null> {
    const { id: viewerId, organisationId } = this.viewer;
    const [found] = await this.database.rows(this.viewer, DOCUMENT_BY_ID, [id, viewerId, organisationId]);
    return found ? this.openDocument(found.document) : null;
  }

  insertMessage = (tx: Transaction, row: MessageRow) => tx.insert(MessageRow, row);
  insertDocument = (tx: Transaction, row: DocumentRow) => tx.insert(DocumentRow, row);

  /** Puts documents with a message. False when not all of them are the viewer's own of this referral and still free. */
  async attach(tx: Transaction, message: MessageRow, documentIds: readonly string[]): Promise<boolean> {
    const { beneficiaryId, referralId, id, authorId } = message;
    const { affected } = await tx
      .createQueryBuilder()
      .update(DocumentRow)
      .set({ messageId: id })
      .where("beneficiary_id = :beneficiaryId and referral_id = :referralId and id = any(:documentIds)", {
        beneficiaryId,
        referralId,
        documentIds,
      })
      .andWhere("message_id is null and uploaded_by = :authorId", { authorId })
      .execute();
    return affected === documentIds.length;
  }

  private load(query: Statement<SealedMessage>, id: string, limit: number, after: readonly string[] | null) {
    const key = JSON.stringify([query.name, limit, after]);
    let loader = this.loaders.get(key);
    if (!loader) {
      loader = listLoader(
        (ids) => this.loadPages(query, ids, limit, after),
        (message) => message.askedId,
      );
      this.loaders.set(key, loader);
    }
    return loader.load(id);
  }

  private async loadPages(
    query: Statement<SealedMessage>,
    ids: readonly string[],
    limit: number,
    after: readonly string[] | null,
  ): Promise<(MessageRecord & { readonly askedId: string })[]> {
    const { id, organisationId } = this.viewer;
    const values = [ids, id, organisationId, after?.[0] ?? null, after?.[1] ?? null, limit];
    const rows = await this.database.rows(this.viewer, query, values);
    return rows.map(({ textSealed, documents, ...rest }) => ({
      ...rest,
      text: this.vault.open(textSealed),
      documents: documents.map((document) => this.openDocument(document)),
    }));
  }

  private openDocument({ nameSealed, uploadedAt, ...rest }: SealedDocument): DocumentRecord {
    const name = this.vault.open(Buffer.from(nameSealed, "base64"));
    return { ...rest, name, uploadedAt: new Date(uploadedAt) };
  }
}
