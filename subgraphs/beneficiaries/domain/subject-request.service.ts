import { athensDay } from "../../kernel/athens";
import type { Database } from "../../kernel/database/database";
import { once } from "../../kernel/database/idempotency";
import { isId, newId } from "../../kernel/identifier";
import { checkFirst, toPage, type Page } from "../../kernel/paging/paging";
import type { Question } from "../../kernel/policy/decide";
import { NO_GRANTS } from "../../kernel/policy/grants";
import type { Action } from "../../kernel/policy/vocabulary";
import { badInput, notFound, Refusal } from "../../kernel/refusal";
import type { ServedCall } from "../../kernel/subgraph";
import type { Viewer } from "../../kernel/viewer";
import type { SubjectRequestRecord, SubjectRequestRepository } from "../data/subject-request.repository";
import { subjectRequestWriter } from "../data/subject-request.writer";
import type { PersonService } from "./person.service";
import { readPosition } from "./position.rules";
import {
  decideRequest,
  openRequest,
  type IdentityProof,
  type RequestDecision,
  type RequestKind,
  type RequestReason,
  type RequestState,
} from "./subject-request.rules";
import { checkOptionalText, NOTE_LENGTH } from "./text.rules";

export interface NewSubjectRequest {
  readonly beneficiaryId: string;
  readonly kind: RequestKind;
  readonly receivedOn: string;
  readonly identityProof: IdentityProof;
  readonly note?: string | null;
  readonly idempotencyKey?: string | null;
}

export interface RequestSettlement {
  readonly requestId: string;
  readonly decision: RequestDecision;
  readonly reason?: RequestReason | null;
  readonly note?: string | null;
  readonly idempotencyKey?: string | null;
}

export interface RequestFilter {
  readonly states?: readonly RequestState[] | null;
  readonly kinds?: readonly RequestKind[] | null;
  readonly overdue: boolean;
}

/** How somebody stands to requests: the officer to all of them, a centre's workers to those of its own people. */
const OFFICER: readonly [Action, Question] = [
  "request:handle",
  { category: "IDENTITY", relation: "NONE", grants: NO_GRANTS },
];
const OWN_CENTRE: readonly [Action, Question] = [
  "person:read",
  { category: "IDENTITY", relation: "OWN_CENTRE", grants: NO_GRANTS },
];

/** What people ask about their own data: taken down at their centre, decided by the data protection officer. */
export class SubjectRequestService {
  private readonly viewer: Viewer;

  constructor(
    private readonly call: ServedCall,
    private readonly requests: SubjectRequestRepository,
    private readonly people: PersonService,
    private readonly database: Database,
  ) {
    this.viewer = call.viewer;
  }

  /** Null for a request that is not there or not the viewer's to see. */
  async find(id: string): Promise<SubjectRequestRecord | null> {
    const request = this.mayFollow() && isId(id) ? await this.requests.find(id) : null;
    if (request) this.note([request]);
    return request;
  }

  /** The same for what only the officer does with it. */
  async findForOfficer(id: string): Promise<SubjectRequestRecord | null> {
    return this.mayHandle() ? this.find(id) : null;
  }

  /** Forget a request: a write in this call changed it. */
  forget(id: string): void {
    this.requests.forget(id);
  }

  /** The officer's queue: every request; a centre's: its own. Newest first. FORBIDDEN for everybody else. */
  async list(filter: RequestFilter, first: number, after?: string | null): Promise<Page<SubjectRequestRecord>> {
    const limit = checkFirst(first);
    if (!this.mayFollow()) throw new Refusal("FORBIDDEN", "Requests belong to the officer and to the person's centre.");
    return this.page(null, filter, limit, after);
  }

  /** A person's requests, newest first; none for who may not follow them. */
  async listOfPerson(id: string, first: number, after?: string | null): Promise<Page<SubjectRequestRecord>> {
    const limit = checkFirst(first);
    return this.mayFollow() ? this.page(id, { overdue: false }, limit, after) : { rows: [], hasNextPage: false };
  }

  /** Takes a request down; the month to answer it begins. CONFLICT when one of its kind is open. */
  async open(input: NewSubjectRequest): Promise<SubjectRequestRecord> {
    const { viewer } = this;
    const now = new Date();
    const note = checkOptionalText("note", input.note, NOTE_LENGTH);
    const standing = openRequest(input.kind, input.receivedOn, now);
    const centreId = await this.centreOf(input.beneficiaryId);
    const id = await this.database.transaction(viewer, (tx) =>
      once(tx, viewer, input.idempotencyKey, ["openSubjectRequest", input], async () => {
        const request = { id: newId(), beneficiaryId: input.beneficiaryId, centreId, ...standing, note };
        const opened = { openedBy: viewer.id, openedAt: now, endedAt: null, version: 1 };
        await subjectRequestWriter.insert(tx, { ...request, ...opened, identityProof: input.identityProof });
        return request.id;
      }),
    );
    this.people.forget(input.beneficiaryId);
    return this.get(id);
  }

  /** The officer decides. ILLEGAL_TRANSITION says what is possible; CONFLICT: somebody was faster. */
  async settle(input: RequestSettlement): Promise<SubjectRequestRecord> {
    const { viewer } = this;
    const note = checkOptionalText("note", input.note, NOTE_LENGTH);
    const before = await this.get(input.requestId);
    if (input.decision === "LIFT" && !note) throw badInput("note", "required", "Say what the person was told before.");
    if (!this.mayHandle()) throw new Refusal("FORBIDDEN", "The data protection officer decides on requests.");
    await this.database.transaction(viewer, (tx) =>
      once(tx, viewer, input.idempotencyKey, ["settleSubjectRequest", input], async () => {
        const reason = input.reason ?? null;
        const after = decideRequest(before, input.decision, reason);
        await subjectRequestWriter.move(tx, before, after, viewer, { at: new Date(), reason, note });
        return before.id;
      }),
    );
    this.requests.forget(before.id);
    this.people.forget(before.beneficiaryId);
    return this.get(before.id);
  }

  private async get(id: string): Promise<SubjectRequestRecord> {
    const request = await this.find(id);
    if (!request) throw notFound("request");
    return request;
  }

  private async page(person: string | null, filter: RequestFilter, limit: number, after?: string | null) {
    const { states = null, kinds = null, overdue } = filter;
    const overdueOn = overdue ? athensDay(new Date()) : null;
    const asked = { beneficiaryId: person, states, kinds, overdueOn };
    const rows = toPage(await this.requests.list(asked, limit + 1, readPosition(after)), limit);
    this.note(rows.rows);
    return rows;
  }

  /** The centre keeps the record of its people; the officer knows somebody by id and nothing more. */
  private async centreOf(beneficiaryId: string): Promise<string> {
    if (!this.mayHandle()) return (await this.people.getFor("person:write", beneficiaryId)).record.centreId;
    const centreId = isId(beneficiaryId) ? await this.requests.findCentre(beneficiaryId) : null;
    if (isId(beneficiaryId)) this.call.disclosures.decide(beneficiaryId.toLowerCase(), ...OFFICER);
    if (!centreId) throw notFound("person");
    return centreId;
  }

  private mayHandle(): boolean {
    return this.call.disclosures.foresee(...OFFICER).granted;
  }

  /** Which requests they are, row-level security and the statement decide; this, who has any. */
  private mayFollow(): boolean {
    return (
      this.mayHandle() || (this.viewer.organisationId !== null && this.call.disclosures.foresee(...OWN_CENTRE).granted)
    );
  }

  /** What a person asked is about that person. */
  private note(requests: readonly SubjectRequestRecord[]): void {
    const people = requests.map(({ beneficiaryId }) => beneficiaryId);
    this.call.disclosures.decideAll(people, ...(this.mayHandle() ? OFFICER : OWN_CENTRE));
  }
}
