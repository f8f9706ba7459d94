import type { Database } from "../../kernel/database/database";
import { once } from "../../kernel/database/idempotency";
import { isId, newId } from "../../kernel/identifier";
import { checkFirst, toPage, type Page } from "../../kernel/paging/paging";
import { badInput, notFound, Refusal } from "../../kernel/refusal";
import type { ServedCall } from "../../kernel/subgraph";
import type { Vault } from "../../kernel/secrets/vault";
import type { PersonRecord } from "../data/person.repository";
import type { RecordChangeWriter } from "../data/record-change.writer";
import type { CorrectionRecord, CorrectionRepository } from "../data/correction.repository";
import { checkAnswer, checkClaim, type Claim, type CorrectionRefusal, type CorrectionState } from "./correction.rules";
import type { PersonService } from "./person.service";
import { changeOf, checkCentreField, checkStillFits, unknownContact, type RecordChange } from "./record-change.rules";
import { readPosition } from "./position.rules";
import type { SeenPerson } from "./seen-person";

/** Nobody has more that are not answered; what is beyond is only not looked at for whether it fits. */
const OPEN_CLAIMS = 100;

export interface NewCorrection extends Claim {
  readonly beneficiaryId: string;
  readonly holderId: string;
  readonly idempotencyKey?: string | null;
}

export interface CorrectionAnswer {
  readonly correctionId: string;
  readonly applied: boolean;
  readonly reason?: CorrectionRefusal | null;
  readonly idempotencyKey?: string | null;
}

/** Claims that something recorded is wrong (GDPR art. 16): taken down at the centre, answered by who recorded it. */
export class CorrectionService {
  constructor(
    private readonly call: ServedCall,
    private readonly corrections: CorrectionRepository,
    private readonly people: PersonService,
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly changes: RecordChangeWriter,
  ) {}

  /** What was addressed to the viewer's organisation, newest first. Who left its reach is not shown any more. */
  async listOwn(state: CorrectionState | null, first: number, after?: string | null): Promise<Page<CorrectionRecord>> {
    const holderId = this.call.viewer.organisationId;
    if (!holderId) throw new Refusal("FORBIDDEN", "Claims are answered by the organisation that recorded it.");
    const page = await this.page({ beneficiaryId: null, holderId, state }, first, after);
    const seen = await Promise.all(page.rows.map(({ beneficiaryId }) => this.people.find(beneficiaryId)));
    return { ...page, rows: page.rows.filter((_, index) => seen[index] !== null) };
  }

  listOfPerson(seen: SeenPerson, first: number, after?: string | null): Promise<Page<CorrectionRecord>> {
    return this.page({ beneficiaryId: seen.record.id, holderId: null, state: null }, first, after);
  }

  /** Who is told that it was wrong (art. 19), confidential services beside: who was sent the person or has consent for the category. */
  async listRecipients(correction: CorrectionRecord): Promise<string[] | null> {
    const seen = await this.people.find(correction.beneficiaryId);
    return seen?.may("consent:read", "IDENTITY") ? this.corrections.listRecipients(correction) : null;
  }

  async claim(input: NewCorrection): Promise<CorrectionRecord> {
    const { viewer } = this.call;
    const claim = checkClaim(input);
    const { record } = await this.people.getFor("person:write", input.beneficiaryId);
    const holders = [record.centreId, ...(await this.corrections.listHolders(record.id))];
    if (!holders.includes(input.holderId)) {
      throw badInput("holderId", "unknown", "Name the centre, or an agency the person was referred to.");
    }
    // What the hub would change by itself is refused now, not when somebody has agreed to it.
    if (input.holderId === record.centreId) {
      checkCentreField(claim.field);
      this.checkRecorded(changeOf(claim, new Date()), record);
    }
    const { wrong, right, ...open } = claim;
    const id = await this.database.transaction(viewer, (tx) =>
      once(tx, viewer, input.idempotencyKey, ["requestCorrection", this.withoutWords(input)], async () => {
        const words = { wrongSealed: this.vault.seal(wrong), rightSealed: this.vault.seal(right) };
        const claimed = { ...open, ...words, claimedBy: viewer.id, claimedAt: new Date(), state: "OPEN" };
        const unanswered = { answeredBy: null, answeredAt: null, reason: null, replacedSealed: null };
        const row = { id: newId(), beneficiaryId: record.id, holderId: input.holderId, ...claimed, ...unanswered };
        await this.corrections.insert(tx, row);
        return row.id;
      }),
    );
    return this.get(id);
  }

  /** What a retry is known by is stored as a plain hash, from which a number could be guessed: words go in keyed. */
  private withoutWords({ wrong, right, ...rest }: NewCorrection): object {
    return { ...rest, words: this.vault.fingerprint(JSON.stringify([wrong, right])) };
  }

  /**
   * Who recorded it says whether it is put right. What the centre recorded is changed with the answer, in one
   * transaction: the right value passes what a registration passes, and the value before stays with the claim, sealed.
   */
  async answer(input: CorrectionAnswer): Promise<CorrectionRecord> {
    const { viewer } = this.call;
    const reason = input.reason ?? null;
    const before = await this.get(input.correctionId);
    if (before.holderId !== viewer.organisationId || !(await this.mayAnswer(before))) {
      throw new Refusal("FORBIDDEN", "Who recorded it answers.");
    }
    checkAnswer(input.applied, reason);
    const state = input.applied ? "APPLIED" : "REFUSED";
    const change = input.applied ? await this.changeBy(before) : null;
    await this.database.transaction(viewer, (tx) =>
      once(tx, viewer, input.idempotencyKey, ["answerCorrection", input], async () => {
        const replaced = change && (await this.changes.write(tx, before.beneficiaryId, change));
        const replacedSealed = replaced === null ? null : this.vault.seal(replaced);
        const answered = { state, reason, answeredBy: viewer.id, answeredAt: new Date(), replacedSealed };
        await this.corrections.answer(tx, before, answered);
        return before.id;
      }),
    );
    if (change) this.people.forget(before.beneficiaryId);
    return this.get(before.id);
  }

  /** Null when somebody else holds the record, or the field is none the hub changes, or it was answered before. */
  private checkRecorded(change: RecordChange | null, { contacts }: PersonRecord): void {
    if (change?.kind !== "CONTACT" && change?.kind !== "SAFETY") return;
    const recorded = contacts.map(({ sealed }) => this.vault.open(Buffer.from(sealed, "base64")));
    if (!recorded.includes(change.recorded)) throw unknownContact();
  }

  private async changeBy({ id, beneficiaryId, holderId, field, wrong, right, state }: CorrectionRecord) {
    const seen = await this.people.find(beneficiaryId);
    if (seen?.record.centreId !== holderId || state !== "OPEN" || !right) return null;
    const change = changeOf({ field, wrong, right }, new Date());
    if (!change) return null;
    const open = await this.corrections.list({ beneficiaryId, holderId, state: "OPEN" }, OPEN_CLAIMS, null);
    const claimed = (name: string) => open.find((claim) => claim.id !== id && claim.field === name)?.right ?? null;
    const { identifiers, birthDate } = seen.record;
    const amka = identifiers.find(({ kind }) => kind === "AMKA");
    checkStillFits(
      change,
      { amka: amka ? this.vault.open(Buffer.from(amka.sealed, "base64")) : null, birthDate },
      { amka: claimed("identifiers.amka"), birthDate: claimed("birthDate") },
    );
    return change;
  }

  private async mayAnswer({ beneficiaryId }: CorrectionRecord): Promise<boolean> {
    const seen = await this.people.find(beneficiaryId);
    return seen !== null && (seen.may("person:write", "IDENTITY") || seen.may("referral:answer", "REFERRAL"));
  }

  private async get(id: string): Promise<CorrectionRecord> {
    const correction = isId(id) ? await this.corrections.find(id) : null;
    if (!correction || !(await this.people.find(correction.beneficiaryId))) throw notFound("claim");
    return correction;
  }

  private async page(filter: Parameters<CorrectionRepository["list"]>[0], first: number, after?: string | null) {
    const limit = checkFirst(first);
    return toPage(await this.corrections.list(filter, limit + 1, readPosition(after)), limit);
  }
}
