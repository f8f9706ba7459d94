import type { Database } from "../../kernel/database/database";
import { once } from "../../kernel/database/idempotency";
import { isId } from "../../kernel/identifier";
import { checkFirst, toPage, type Page } from "../../kernel/paging/paging";
import { NO_GRANTS } from "../../kernel/policy/grants";
import type { Question } from "../../kernel/policy/decide";
import type { Relation } from "../../kernel/policy/vocabulary";
import { notFound, Refusal } from "../../kernel/refusal";
import type { ServedCall } from "../../kernel/subgraph";
import type { Viewer } from "../../kernel/viewer";
import type { EmergencyRecord, EmergencyRepository, QueueScope } from "../data/emergency.repository";
import { emergencyWriter } from "../data/emergency.writer";
import { readPosition } from "./position.rules";
import { checkOptionalText, checkText, NOTE_LENGTH } from "./text.rules";

export interface NewReview {
  readonly emergencyAccessId: string;
  readonly verdict: string;
  readonly note?: string | null;
  readonly idempotencyKey?: string | null;
}

/**
 * An emergency access as one viewer sees it: a head who only heard of it is not told whose file it was, nor is the officer
 * where a confidential service opened it.
 */
export interface SeenEmergency {
  readonly record: EmergencyRecord;
  readonly beneficiaryId: string | null;
  readonly centreId: string | null;
}

/** Emergency accesses after the fact: listed for heads and officers, and reviewed once. */
export class EmergencyReviewService {
  private readonly viewer: Viewer;

  constructor(
    private readonly call: ServedCall,
    private readonly emergencies: EmergencyRepository,
    private readonly database: Database,
  ) {
    this.viewer = call.viewer;
  }

  /** The newest first: everybody's for the officer, a head's own workers' and people's, one's own in an emergency. */
  async list(toReview: boolean, first: number, after?: string | null): Promise<Page<SeenEmergency>> {
    const limit = checkFirst(first);
    const found = await this.emergencies.list(this.scope(), toReview, limit + 1, readPosition(after));
    const { rows, hasNextPage } = toPage(found, limit);
    return { rows: rows.map((record) => this.see(record)), hasNextPage };
  }

  /** Null for one that is not there or not the viewer's to know of. */
  async find(id: string | null): Promise<SeenEmergency | null> {
    const record = id && isId(id) ? await this.emergencies.find(id) : null;
    return record && this.see(record);
  }

  /** Decides what the viewer is told; whose file it was is told to the opener and to whom may review it. */
  see(record: EmergencyRecord): SeenEmergency {
    const own = record.openerId === this.viewer.id;
    const { disclosures } = this.call;
    // The head of the person's centre who sees one of a confidential service is the person's supervisor (row security).
    const discreet = record.discreet && this.viewer.organisationId !== record.centreId;
    const mayReview = this.mayReview(record);
    const told =
      (mayReview && !discreet) ||
      (own && disclosures.decide(record.beneficiaryId, "emergency:open", this.question(record)).granted);
    const { beneficiaryId, centreId } = record;
    return { record, beneficiaryId: told ? beneficiaryId : null, centreId: told || !discreet ? centreId : null };
  }

  /** Once, by somebody who may and who did not open it. A second one is a CONFLICT. */
  async review(input: NewReview): Promise<SeenEmergency> {
    const needsNote = input.verdict !== "JUSTIFIED";
    const note = needsNote
      ? checkText("note", input.note ?? "", NOTE_LENGTH)
      : checkOptionalText("note", input.note, NOTE_LENGTH);
    const { record } = (await this.find(input.emergencyAccessId)) ?? {};
    if (!record) throw notFound("emergency access");
    if (!this.mayReview(record))
      throw new Refusal("FORBIDDEN", "Heads and officers review, for the purpose OVERSIGHT.");
    if (record.openerId === this.viewer.id) throw new Refusal("FORBIDDEN", "Nobody reviews their own access.");
    await this.write(record, input, note);
    this.emergencies.forget(record.id);
    return (await this.find(record.id))!;
  }

  private async write({ beneficiaryId, id }: EmergencyRecord, input: NewReview, note: string | null): Promise<void> {
    const { viewer } = this;
    await this.database.transaction(viewer, (tx) =>
      once(tx, viewer, input.idempotencyKey, ["reviewEmergencyAccess", input], async () => {
        const { verdict } = input;
        const reviewer = { reviewerId: viewer.id, reviewerRole: viewer.role };
        await emergencyWriter.review(tx, { beneficiaryId, accessId: id, ...reviewer, verdict, note, at: new Date() });
        return id;
      }),
    );
  }

  private mayReview(record: EmergencyRecord): boolean {
    if (record.discreet) this.call.disclosures.confide(record.beneficiaryId);
    return this.call.disclosures.decide(record.beneficiaryId, "emergency:review", this.question(record)).granted;
  }

  /** The responsible centre stands to the person; the opener's organisation holds the record of the access. */
  private question({ centreId, organisationId }: EmergencyRecord): Question {
    const own = this.viewer.organisationId;
    const relation: Relation = own === centreId ? "OWN_CENTRE" : own === organisationId ? "HOLDER" : "NONE";
    return { category: "IDENTITY", relation, grants: NO_GRANTS };
  }

  private scope(): QueueScope {
    if (this.may("emergency:review", "NONE")) return "ALL";
    if (this.may("emergency:review", "OWN_CENTRE")) return "HEADED";
    if (this.may("emergency:open", "NONE")) return "OWN";
    throw new Refusal("FORBIDDEN", "Heads and officers read these for the purpose OVERSIGHT.");
  }

  private may(action: "emergency:review" | "emergency:open", relation: Relation): boolean {
    return this.call.disclosures.foresee(action, { category: "IDENTITY", relation, grants: NO_GRANTS }).granted;
  }
}
