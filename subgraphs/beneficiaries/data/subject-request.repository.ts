import type DataLoader from "dataloader";
import type { Database } from "../../kernel/database/database";
import { search, statement } from "../../kernel/database/statement";
import { rowLoader } from "../../kernel/loader";
import type { ErasedRecord } from "../../kernel/retention/erasure.service";
import type { Viewer } from "../../kernel/viewer";
import type { IdentityProof, RequestKind, RequestReason, RequestState } from "../domain/subject-request.rules";

export interface SubjectRequestStepRecord {
  readonly number: number;
  readonly state: RequestState;
  readonly at: string;
  readonly actorId: string;
  readonly reason: RequestReason | null;
  readonly note: string | null;
}

/** What one owner answered to an erasure. From JSON: the instant is text. */
export interface ErasureOutcomeRecord {
  readonly owner: string;
  readonly at: string;
  readonly records: readonly ErasedRecord[];
}

export interface SubjectRequestRecord {
  readonly id: string;
  readonly beneficiaryId: string;
  readonly centreId: string;
  readonly kind: RequestKind;
  readonly state: RequestState;
  readonly receivedOn: string;
  readonly dueOn: string;
  readonly identityProof: IdentityProof;
  readonly note: string | null;
  readonly openedBy: string;
  readonly openedAt: Date;
  readonly endedAt: Date | null;
  readonly version: number;
  readonly steps: readonly SubjectRequestStepRecord[];
  readonly outcomes: readonly ErasureOutcomeRecord[];
  readonly informed: readonly InformedRecord[];
}

/** Somebody who had been told of the person and was told what became of the request. From JSON: the instant is text. */
export interface InformedRecord {
  readonly agencyId: string;
  readonly kind: string;
  readonly at: string;
}

const COLUMNS = `s.id, s.beneficiary_id as "beneficiaryId", s.centre_id as "centreId", s.kind, s.state,
  s.received_on as "receivedOn", s.due_on as "dueOn", s.identity_proof as "identityProof", s.note,
  s.opened_by as "openedBy", s.opened_at as "openedAt", s.ended_at as "endedAt", s.version,
  (select json_agg(json_build_object('number', t.number, 'state', t.state, 'at', t.at, 'actorId', t.actor_id,
      'reason', t.reason, 'note', t.note) order by t.number)
    from subject_request_step t where t.beneficiary_id = s.beneficiary_id and t.request_id = s.id) as steps,
  coalesce((select json_agg(json_build_object('owner', o.owner, 'at', o.at, 'records', o.records) order by o.at, o.owner)
    from erasure_outcome o where o.beneficiary_id = s.beneficiary_id and o.request_id = s.id), '[]') as outcomes,
  coalesce((select json_agg(json_build_object('agencyId', i.organisation_id, 'kind', i.kind, 'at', i.at)
      order by i.at, i.organisation_id)
    from wall_informed i where i.subject_id = s.id), '[]') as informed`;

/** $2 the viewer's centre; null for the officer, to whom every request is. */
const MINE = "($2::uuid is null or s.centre_id = $2)";

const BY_ID = statement<SubjectRequestRecord>(
  "subject_requests_by_id",
  `select ${COLUMNS} from subject_request s where s.id = any($1) and ${MINE}`,
);

/** $1 the person or null, $3 states or null, $4 kinds or null, $5 true for overdue on $6, $7-$8 cursor, $9 how many. */
const LIST = search<SubjectRequestRecord>(
  "subject_requests",
  `select ${COLUMNS} from subject_request s
  where ($1::uuid is null or s.beneficiary_id = $1) and ${MINE}
    and ($3::text[] is null or s.state = any($3)) and ($4::text[] is null or s.kind = any($4))
    and (not $5 or (s.ended_at is null and s.state <> 'IN_FORCE' and s.due_on < $6::date))
    and ($7::timestamptz is null or (s.opened_at, s.id) < ($7, $8::uuid))
  order by s.opened_at desc, s.id desc limit $9`,
);

/** The centre of a person whom the officer knows by id. */
const CENTRE = statement<{ centreId: string }>(
  "centre_of_known",
  `select centre_id as "centreId" from wall_known where id = $1`,
);

export interface SubjectRequestFilter {
  readonly beneficiaryId: string | null;
  readonly states: readonly RequestState[] | null;
  readonly kinds: readonly RequestKind[] | null;
  readonly overdueOn: string | null;
}

/** Requests for one viewer: the officer's are all, a centre's its own. Born with the request. */
export class SubjectRequestRepository {
  private readonly byId: DataLoader<string, SubjectRequestRecord | null>;
  private readonly centreId: string | null;

  constructor(
    private readonly database: Database,
    private readonly viewer: Viewer,
  ) {
    this.centreId = viewer.role === "DPO" ? null : viewer.organisationId;
    this.byId = rowLoader(
      (ids) => database.rows(viewer, BY_ID, [ids, this.centreId]),
      (row) => row.id,
    );
  }

  find(id: string): Promise<SubjectRequestRecord | null> {
    return this.byId.load(id);
  }

  list(filter: SubjectRequestFilter, limit: number, after: readonly string[] | null): Promise<SubjectRequestRecord[]> {
    return this.database.rows(this.viewer, LIST, [
      filter.beneficiaryId,
      this.centreId,
      filter.states,
      filter.kinds,
      filter.overdueOn !== null,
      filter.overdueOn,
      after?.[0] ?? null,
      after?.[1] ?? null,
      limit,
    ]);
  }

  /** The centre responsible for a person, for the officer only; null for who does not exist. */
  async findCentre(beneficiaryId: string): Promise<string | null> {
    const [row] = await this.database.rows(this.viewer, CENTRE, [beneficiaryId]);
    return row?.centreId ?? null;
  }

  /** Forget a request: a write in this call changed it. */
  forget(id: string): void {
    this.byId.clear(id);
  }
}
