import type { Database } from "../../kernel/database/database";
import type { Grants } from "../../kernel/policy/grants";
import { notFound, Refusal } from "../../kernel/refusal";
import { ErasureService, type ErasedRecord, type ErasureOrder } from "../../kernel/retention/erasure.service";
import type { ServedCall } from "../../kernel/subgraph";
import type { ErasureOutcomeRecord, SubjectRequestRecord } from "../data/subject-request.repository";
import { subjectRequestWriter } from "../data/subject-request.writer";
import type { PersonService } from "./person.service";
import { finishErasure } from "./subject-request.rules";
import type { SubjectRequestService } from "./subject-request.service";

/** An approved erasure as the gateway carries it to every owner: who, on whose word, and who has answered. */
export interface ErasurePlan {
  readonly beneficiaryId: string;
  readonly grants: Grants | null;
  readonly isFinished: boolean;
  readonly outcomes: readonly ErasureOutcomeRecord[];
}

const OWNER = "beneficiaries";

/**
 * An erasure crosses owners one after another and can stop anywhere: what each answered is kept with the request, and
 * the next attempt goes on with those who have not. The centres' own record goes last, together with the end of the
 * request: until then the person can be found again, and after it nobody is.
 */
export class CentreErasureService {
  private readonly rows: ErasureService;

  constructor(
    private readonly call: ServedCall,
    private readonly requests: SubjectRequestService,
    private readonly people: PersonService,
    private readonly database: Database,
  ) {
    this.rows = new ErasureService(call, database);
  }

  /** NOT_FOUND for what is no erasure; ILLEGAL_TRANSITION for one that is not approved. */
  async plan(requestId: string): Promise<ErasurePlan> {
    const request = await this.getErasure(requestId);
    const isFinished = request.state === "ANSWERED";
    const person = isFinished ? null : await this.people.find(request.beneficiaryId);
    const { beneficiaryId, outcomes } = request;
    return { beneficiaryId, grants: person?.grants ?? null, isFinished, outcomes };
  }

  /** Keeps what an owner answered, once: a second answer of the same owner changes nothing. */
  async note(requestId: string, owner: string, records: readonly ErasedRecord[]): Promise<void> {
    const request = await this.getErasure(requestId);
    const outcome = toOutcome(request, owner, records);
    await this.database.transaction(this.call.viewer, (tx) => subjectRequestWriter.noteOutcome(tx, outcome));
    this.requests.forget(request.id);
  }

  /** The last step: the centres' own record, what became of it, and the end of the request, or nothing of it. */
  async erase(order: ErasureOrder): Promise<ErasedRecord[]> {
    const request = await this.getErasure(order.requestId);
    if (request.state === "ANSWERED") return recordsOf(request);
    const { viewer } = this.call;
    const erased = await this.rows.erase(order, async (tx, records) => {
      await subjectRequestWriter.noteOutcome(tx, toOutcome(request, OWNER, records));
      const step = { at: new Date(), reason: null, note: null };
      await subjectRequestWriter.move(tx, request, finishErasure(request), viewer, step);
    });
    this.requests.forget(request.id);
    return erased;
  }

  private async getErasure(requestId: string): Promise<SubjectRequestRecord> {
    const request = await this.requests.findForOfficer(requestId);
    if (request?.kind !== "ERASURE") throw notFound("request");
    if (request.state === "APPROVED" || request.state === "ANSWERED") return request;
    throw new Refusal("ILLEGAL_TRANSITION", "This erasure is not approved.", { state: request.state, allowed: [] });
  }
}

const recordsOf = ({ outcomes }: SubjectRequestRecord): ErasedRecord[] => [
  ...(outcomes.find(({ owner }) => owner === OWNER)?.records ?? []),
];

const toOutcome = ({ id, beneficiaryId }: SubjectRequestRecord, owner: string, records: readonly ErasedRecord[]) => ({
  beneficiaryId,
  requestId: id,
  owner,
  at: new Date(),
  records: [...records],
});
