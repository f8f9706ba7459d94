import type { Database } from "../../kernel/database/database";
import { answeredBefore, once } from "../../kernel/database/idempotency";
import { isId, newId } from "../../kernel/identifier";
import { checkFirst, decodeCursor, toPage, type Page } from "../../kernel/paging/paging";
import { notFound, Refusal } from "../../kernel/refusal";
import type { Viewer } from "../../kernel/viewer";
import type { ConsentRecord, ConsentRepository } from "../data/consent.repository";
import type { ConsentRow } from "../data/consent.row";
import { consentWriter } from "../data/consent.writer";
import { knownAgencies } from "../data/known-agencies";
import type { PersonRepository } from "../data/person.repository";
import type { ConsentFormService, KeptForm } from "./consent-form.service";
import { historyOf, type HistoryEntry } from "./consent-history.rules";
import type { CheckedTerms, ConsentTermsService } from "./consent-terms.service";
import { checkWitness, consentState, type NewConsent } from "./consent.rules";
import type { PersonService } from "./person.service";
import type { SeenPerson } from "./seen-person";

/** A consent but for the form that was signed and who was present. */
type TermsRow = Omit<ConsentRow, keyof KeptForm | "witness">;

/** The ledger of consents: given, withdrawn, superseded, run out. What was given is never changed. */
export class ConsentService {
  constructor(
    private readonly viewer: Viewer,
    private readonly consents: ConsentRepository,
    private readonly terms: ConsentTermsService,
    private readonly forms: ConsentFormService,
    private readonly people: PersonService,
    private readonly persons: PersonRepository,
    private readonly database: Database,
  ) {}

  /** The centre's register of consents; null for anyone else. */
  async list(seen: SeenPerson): Promise<ConsentRecord[] | null> {
    return seen.may("consent:read", "IDENTITY") ? this.consents.list(seen.record.id) : null;
  }

  /** What happened to a consent the viewer was shown, oldest first. */
  async listHistory(consent: ConsentRecord, first: number, after?: string | null): Promise<Page<HistoryEntry>> {
    const limit = checkFirst(first);
    const events = await this.consents.listEvents(consent.beneficiaryId, consent.id);
    const [seen = 0] = (decodeCursor(after, 1) ?? []).map(Number);
    return toPage(historyOf(consent, events).slice(Number.isInteger(seen) ? seen : Infinity), limit);
  }

  async grant(input: NewConsent): Promise<SeenPerson> {
    const now = new Date();
    const request = ["grantConsent", input] as const;
    const witness = checkWitness(input);
    const earlier = await this.answeredBefore(input.idempotencyKey, request);
    if (earlier) return this.shown(input.beneficiaryId, earlier);
    const checked = await this.terms.check(input, now);
    const { id: beneficiaryId } = checked.seen.record;
    const form = await this.forms.recognise(input.form, checked, input.until, now);
    const row = { ...this.toRow(input, checked, now), ...form, witness };
    await this.write(beneficiaryId, (tx) =>
      once(tx, this.viewer, input.idempotencyKey, request, async () => {
        if (row.recipientId) await knownAgencies.meet(tx, row.recipientId);
        await consentWriter.grant(tx, row, this.viewer);
        return row.id;
      }),
    );
    return this.shown(beneficiaryId, row.id);
  }

  /** A person whose consent was just recorded; one that tells of a confidential service is told of to insiders only. */
  private async shown(beneficiaryId: string, consentId: string): Promise<SeenPerson> {
    const seen = await this.people.getFor("consent:write", beneficiaryId);
    const given = await this.consents.list(seen.record.id);
    if (given.find(({ id }) => id === consentId)?.discreet) seen.confide();
    return seen;
  }

  /** Ends a consent now, everywhere: the next question decides without it. One that ended is a CONFLICT that says how. */
  async withdraw(consentId: string, idempotencyKey?: string | null): Promise<SeenPerson> {
    const consent = await this.getOwn(consentId);
    const { beneficiaryId } = consent;
    await this.write(beneficiaryId, (tx) =>
      once(tx, this.viewer, idempotencyKey, ["withdrawConsent", { consentId }], async () => {
        refuseEnded(consent);
        await consentWriter.withdraw(tx, { beneficiaryId, consentId, at: new Date() }, this.viewer);
        return consentId;
      }),
    );
    return this.people.getFor("consent:write", beneficiaryId);
  }

  /** A consent of a person whose record the viewer keeps; another centre's is NOT_FOUND, like one there is not. */
  private async getOwn(consentId: string): Promise<ConsentRecord> {
    const owner = isId(consentId)
      ? await this.database.transaction(this.viewer, (tx) => consentWriter.findOwner(tx, consentId))
      : null;
    const seen = owner ? await this.people.find(owner) : null;
    const consent = seen && (await this.list(seen))?.find(({ id }) => id === consentId);
    if (!seen || !consent) throw notFound("consent");
    if (consent.discreet) seen.confide();
    await this.people.getFor("consent:write", consent.beneficiaryId);
    return consent;
  }

  private toRow(input: NewConsent, checked: CheckedTerms, now: Date): TermsRow {
    const { seen, recipient, giver, categories, untilAt } = checked;
    return {
      beneficiaryId: seen.record.id,
      id: newId(),
      recipientId: recipient.kind === "DOMAIN" ? null : recipient.id,
      recipientDomain: recipient.kind === "DOMAIN" ? recipient.domain : null,
      categories: [...categories],
      purpose: input.purpose,
      fromAt: now,
      untilAt,
      how: input.how,
      givenBy: giver.givenBy,
      guardianId: giver.givenBy === "GUARDIAN" ? giver.guardianId : null,
      supporter: "courtDecision" in giver ? giver.name : null,
      courtDecision: "courtDecision" in giver ? giver.courtDecision : null,
      recordedBy: this.viewer.id,
      endedAt: null,
    };
  }

  private async answeredBefore(key: string | null | undefined, request: readonly [string, object]) {
    if (!key) return null;
    return answeredBefore(this.database, this.viewer, key, request);
  }

  private async write(beneficiaryId: string, work: Parameters<Database["transaction"]>[1]): Promise<void> {
    await this.database.transaction(this.viewer, work);
    this.consents.forget(beneficiaryId);
    this.persons.forget(beneficiaryId);
  }
}

function refuseEnded(consent: ConsentRecord): void {
  const state = consentState(consent);
  if (state !== "IN_FORCE") throw new Refusal("CONFLICT", "This consent has ended already.", { state });
}
