import { athensDay } from "../../kernel/athens";
import type { Database } from "../../kernel/database/database";
import { once } from "../../kernel/database/idempotency";
import { isId, newId } from "../../kernel/identifier";
import { isConfidential } from "../../kernel/policy/vocabulary";
import { badInput, notFound, Refusal } from "../../kernel/refusal";
import type { Viewer } from "../../kernel/viewer";
import { personWriter } from "../data/person.writer";
import type { NeedRecord, RecordRepository, VisitRecord } from "../data/record.repository";
import type { PersonService } from "./person.service";
import type { SeenPerson } from "./seen-person";
import { checkOptionalText, NOTE_LENGTH } from "./text.rules";

export interface NewNeed {
  readonly beneficiaryId: string;
  readonly domain: string;
  readonly severity: number;
  readonly note?: string | null;
  readonly since?: string | null;
  readonly idempotencyKey?: string | null;
}

export interface MetNeed {
  readonly needId: string;
  readonly idempotencyKey?: string | null;
}

export interface NewVisit {
  readonly beneficiaryId: string;
  readonly channel: string;
  readonly note?: string | null;
  readonly idempotencyKey?: string | null;
}

/** What the centre records of a person: needs and visits. */
export class RecordService {
  constructor(
    private readonly viewer: Viewer,
    private readonly records: RecordRepository,
    private readonly people: PersonService,
    private readonly database: Database,
  ) {}

  /** All needs for the centre; for an agency those of the referrals it received. */
  async listNeeds(seen: SeenPerson): Promise<NeedRecord[] | null> {
    const decision = seen.decide("need:read", "IDENTITY");
    return decision.granted ? this.records.listNeeds(seen.record.id, decision.scope) : null;
  }

  /** The reception record is the centre's own; whole for the officer who answers the person; for others it is null. */
  async listVisits(seen: SeenPerson): Promise<VisitRecord[] | null> {
    if (!seen.may("consent:read", "IDENTITY")) return null;
    return this.records.listVisits(seen.record.id, seen.grants.relation === "REQUEST_HANDLER");
  }

  async addNeed(input: NewNeed): Promise<SeenPerson> {
    const { viewer } = this;
    const today = athensDay(new Date());
    const since = input.since ?? today;
    if (since > today) throw badInput("since", "future", "A need cannot begin in the future.");
    if (!(input.severity >= 1 && input.severity <= 4)) throw badInput("severity", "range", "Severity is 1 to 4.");
    const note = checkOptionalText("note", input.note, NOTE_LENGTH);
    const { domain, severity } = input;
    const seen = await this.people.getFor("need:write", input.beneficiaryId);
    const { record } = seen;
    if (isConfidential(domain)) seen.confide();
    await this.write(record.id, (tx) =>
      once(tx, viewer, input.idempotencyKey, ["addNeed", input], async () => {
        const id = newId();
        await personWriter.insertNeed(tx, { beneficiaryId: record.id, id, domain, severity, note, since, metOn: null });
        return id;
      }),
    );
    return this.people.getFor("need:write", record.id);
  }

  /** Marks a need as met today. One that was met already is a CONFLICT. */
  async meetNeed(input: MetNeed): Promise<SeenPerson> {
    const { needId } = input;
    const owner = isId(needId)
      ? await this.database.transaction(this.viewer, (tx) => personWriter.findNeedOwner(tx, needId, this.viewer.id))
      : null;
    const seen = owner ? await this.people.find(owner) : null;
    const needs = seen && (await this.listNeeds(seen));
    const need = needs?.find(({ id }) => id === needId);
    if (!seen || !need) throw notFound("need");
    if (isConfidential(need.domain)) seen.confide();
    await this.people.getFor("need:write", seen.record.id);
    await this.write(seen.record.id, (tx) =>
      once(tx, this.viewer, input.idempotencyKey, ["meetNeed", input], async () => {
        const met = await personWriter.markNeedMet(tx, seen.record.id, needId, athensDay(new Date()));
        if (!met) throw new Refusal("CONFLICT", "This need was already marked as met.");
        return needId;
      }),
    );
    return seen;
  }

  async recordVisit(input: NewVisit): Promise<SeenPerson> {
    const { viewer } = this;
    const note = checkOptionalText("note", input.note, NOTE_LENGTH);
    const seen = await this.people.getFor("person:write", input.beneficiaryId);
    const beneficiaryId = seen.record.id;
    await this.write(beneficiaryId, (tx) =>
      once(tx, viewer, input.idempotencyKey, ["recordVisit", input], async () => {
        const id = newId();
        const { channel } = input;
        await personWriter.insertVisit(tx, { beneficiaryId, id, channel, at: new Date(), workerId: viewer.id, note });
        return id;
      }),
    );
    return seen;
  }

  private async write(beneficiaryId: string, work: Parameters<Database["transaction"]>[1]): Promise<void> {
    await this.database.transaction(this.viewer, work);
    this.records.forget(beneficiaryId);
  }
}
