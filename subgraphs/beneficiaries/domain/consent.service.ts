import type { Database } from "../../kernel/database/database";
import { once } from "../../kernel/database/idempotency";
import { isId, newId } from "../../kernel/identifier";
import { badInput, notFound, Refusal } from "../../kernel/refusal";
import type { Viewer } from "../../kernel/viewer";
import type { PersonRepository } from "../data/person.repository";
import { personWriter } from "../data/person.writer";
import type { ConsentRecord, RecordRepository } from "../data/record.repository";
import { checkCategories, checkUntil, isAdult, needsGuardian, type NewConsent } from "./consent.rules";
import type { PersonService } from "./person.service";
import type { SeenPerson } from "./seen-person";

/** Consents: given, listed, withdrawn. A consent is never changed; a new one is given. */
export class ConsentService {
  constructor(
    private readonly viewer: Viewer,
    private readonly records: RecordRepository,
    private readonly people: PersonService,
    private readonly persons: PersonRepository,
    private readonly database: Database,
  ) {}

  /** The centre's register of consents; null for anyone else. */
  async list(seen: SeenPerson): Promise<ConsentRecord[] | null> {
    return seen.may("consent:read", "IDENTITY") ? this.records.listConsents(seen.record.id) : null;
  }

  async grant(input: NewConsent): Promise<SeenPerson> {
    const { viewer } = this;
    const now = new Date();
    const untilAt = checkUntil(input.until, now);
    const categories = [...checkCategories(input.categories)];
    if (!isId(input.recipientId)) throw badInput("recipientId", "id", "Name an agency of the directory.");
    const { record } = await this.people.getFor("consent:write", input.beneficiaryId);
    const guardianId = await this.guardianOf(record.birthDate, input.guardianId ?? null, record.householdId, now);
    await this.write(record.id, (tx) =>
      once(tx, viewer, input.idempotencyKey, ["grantConsent", input], async () => {
        const id = newId();
        await personWriter.insertConsent(tx, {
          beneficiaryId: record.id,
          id,
          recipientId: input.recipientId,
          categories,
          purpose: input.purpose,
          fromAt: now,
          untilAt,
          how: input.how,
          givenBy: guardianId ? "GUARDIAN" : "PERSON",
          guardianId,
          recordedBy: viewer.id,
          withdrawnAt: null,
          withdrawnBy: null,
        });
        return id;
      }),
    );
    return this.people.getFor("consent:write", record.id);
  }

  /** Ends a consent now, everywhere: the next question already decides without it. A second withdrawal is a CONFLICT. */
  async withdraw(consentId: string): Promise<SeenPerson> {
    const owner = isId(consentId)
      ? await this.database.transaction(this.viewer, (tx) => personWriter.findConsentOwner(tx, consentId))
      : null;
    const seen = owner ? await this.people.find(owner) : null;
    const consents = seen && (await this.list(seen));
    if (!seen || !consents?.some((consent) => consent.id === consentId)) throw notFound("consent");
    await this.people.getFor("consent:write", seen.record.id);
    await this.write(seen.record.id, async (tx) => {
      const done = await personWriter.withdrawConsent(tx, seen.record.id, consentId, new Date(), this.viewer.id);
      if (!done) throw new Refusal("CONFLICT", "This consent was already withdrawn.");
    });
    return this.people.getFor("consent:write", seen.record.id);
  }

  /** For somebody under 15 an adult of the household consents; for anyone else the person does. */
  private async guardianOf(
    birthDate: string | null,
    guardianId: string | null,
    householdId: string | null,
    now: Date,
  ): Promise<string | null> {
    if (!needsGuardian(birthDate, now)) {
      if (guardianId) throw badInput("guardianId", "age", "This person consents for themselves.");
      return null;
    }
    const guardian = guardianId ? await this.people.find(guardianId) : null;
    const livesThere = householdId !== null && guardian?.record.householdId === householdId;
    if (!guardian || !livesThere || !isAdult(guardian.record.birthDate, now)) {
      throw badInput("guardianId", "guardian", "Under 15 the guardian consents: name an adult of the household.");
    }
    return guardian.record.id;
  }

  private async write(beneficiaryId: string, work: Parameters<Database["transaction"]>[1]): Promise<void> {
    await this.database.transaction(this.viewer, work);
    this.records.forget(beneficiaryId);
    this.persons.forget(beneficiaryId);
  }
}
