import type { Database } from "../../kernel/database/database";
import { once } from "../../kernel/database/idempotency";
import { isId, newId } from "../../kernel/identifier";
import { checkFirst, toPage, type Page } from "../../kernel/paging/paging";
import { badInput, Refusal } from "../../kernel/refusal";
import type { Vault } from "../../kernel/secrets/vault";
import type { ServedCall } from "../../kernel/subgraph";
import type { MessageRecord, MessageRepository } from "../data/message.repository";
import type { ReferralRecord } from "../data/referral.repository";
import type { PersonService } from "./person.service";
import { readPosition } from "./position.rules";
import type { ReferralService } from "./referral.service";
import type { SeenPerson } from "./seen-person";
import { checkText, NOTE_LENGTH } from "./text.rules";

export interface NewMessage {
  readonly referralId: string;
  readonly text: string;
  readonly documentIds: readonly string[];
  readonly idempotencyKey?: string | null;
}

/** With one message. */
const MOST_DOCUMENTS = 10;

/** What sender and agency write about referrals. As hidden as the referral it is about. */
export class ConversationService {
  constructor(
    private readonly call: ServedCall,
    private readonly messages: MessageRepository,
    private readonly referrals: ReferralService,
    private readonly people: PersonService,
    private readonly database: Database,
    private readonly vault: Vault,
  ) {}

  /** The timeline of a referral's conversation, newest first: of it, what is on referrals of the viewer's own side. */
  listOfReferral(referral: ReferralRecord, first: number, after?: string | null): Promise<Page<MessageRecord>> {
    return this.page(referral.beneficiaryId, first, after, (limit, position) =>
      this.messages.listOfConversation(referral.conversationId, limit, position),
    );
  }

  /** What was written about a person, newest first. */
  listOfPerson({ record }: SeenPerson, first: number, after?: string | null): Promise<Page<MessageRecord>> {
    return this.page(record.id, first, after, (limit, position) =>
      this.messages.listOfPerson(record.id, limit, position),
    );
  }

  /** Writes to the other side. Documents are stored before, by the same person, for the same referral. */
  async post(input: NewMessage): Promise<MessageRecord> {
    const { viewer } = this.call;
    const text = checkText("text", input.text, NOTE_LENGTH);
    const documentIds = checkDocuments(input.documentIds);
    const referral = await this.getForWriting(input.referralId);
    const { text: words, ...rest } = input;
    const request = ["postMessage", { ...rest, text: this.vault.fingerprint(words) }] as const;
    const id = await this.database.transaction(viewer, (tx) =>
      once(tx, viewer, input.idempotencyKey, request, async () => {
        const message = {
          ...{ id: newId(), beneficiaryId: referral.beneficiaryId, referralId: referral.id, at: new Date() },
          ...{ conversationId: referral.conversationId, textSealed: this.vault.seal(text) },
          ...{ authorId: viewer.id, authorOrganisationId: viewer.organisationId! },
        };
        await this.messages.insertMessage(tx, message);
        if (documentIds.length > 0 && !(await this.messages.attach(tx, message, documentIds))) throw unknownDocuments();
        return message.id;
      }),
    );
    return (await this.messages.find(id))!;
  }

  /** A referral the viewer may write about: its sender's centre or its agency. */
  async getForWriting(referralId: string): Promise<ReferralRecord> {
    const referral = await this.referrals.get(referralId);
    const seen = await this.people.find(referral.beneficiaryId);
    const isOwnSide = seen?.grants.relation === "OWN_CENTRE" || referral.agencyId === this.call.viewer.organisationId;
    if (!isOwnSide || !seen?.may("message:write", "REFERRAL")) {
      throw new Refusal("FORBIDDEN", "You can see this referral but not write about it.");
    }
    if (referral.requestState === "DRAFT") {
      throw new Refusal("CONFLICT", "This referral is not sent: nobody would read it.", { field: "referralId" });
    }
    return referral;
  }

  /** Of a household's conversation every member is decided about. */
  private async page(
    personId: string,
    first: number,
    after: string | null | undefined,
    list: (limit: number, position: readonly string[] | null) => Promise<MessageRecord[]>,
  ): Promise<Page<MessageRecord>> {
    const limit = checkFirst(first);
    if (!(await this.mayRead(personId))) return { rows: [], hasNextPage: false };
    const page = toPage(await list(limit + 1, readPosition(after)), limit);
    const may = await Promise.all(page.rows.map(({ beneficiaryId }) => this.mayRead(beneficiaryId)));
    return { ...page, rows: page.rows.filter((_, at) => may[at]) };
  }

  private async mayRead(personId: string): Promise<boolean> {
    const seen = await this.people.find(personId);
    return seen?.may("message:read", "REFERRAL") === true;
  }
}

function checkDocuments(ids: readonly string[]): readonly string[] {
  const distinct = [...new Set(ids.map((id) => id.toLowerCase()))];
  if (distinct.length > MOST_DOCUMENTS) {
    throw badInput("documentIds", "length", `At most ${MOST_DOCUMENTS} documents go with one message.`);
  }
  if (!distinct.every(isId)) throw unknownDocuments();
  return distinct;
}

const unknownDocuments = (): Refusal =>
  badInput("documentIds", "unknown", "Store the documents for this referral first, and send each once.");
