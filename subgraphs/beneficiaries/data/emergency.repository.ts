import type DataLoader from "dataloader";
import type { Database } from "../../kernel/database/database";
import { search, statement } from "../../kernel/database/statement";
import { rowLoader } from "../../kernel/loader";
import type { Matches } from "../../kernel/secrets/vault";
import type { Viewer } from "../../kernel/viewer";

export interface EmergencyRecord {
  readonly id: string;
  readonly beneficiaryId: string;
  readonly openerId: string;
  readonly organisationId: string;
  readonly centreId: string;
  readonly categories: readonly string[];
  readonly reason: string;
  readonly openedAt: Date;
  readonly untilAt: Date;
  readonly endedAt: Date | null;
  /** Neither ended nor over, by the clock of the database. */
  readonly open: boolean;
  /** Who opened it gives a confidential service, or may: whose file it was tells that they are known there. */
  readonly discreet: boolean;
  readonly review: {
    readonly verdict: string;
    readonly note: string | null;
    readonly reviewerId: string;
    readonly at: string;
  } | null;
}

/** Somebody who may be opened: known here, whoever asks. */
export interface EmergencySubject {
  readonly id: string;
  readonly centreId: string;
  /** They exist for the viewer anyway: of the own centre, or referred to the own agency. */
  readonly reached: boolean;
  /** They work for the viewer's organisation, or are the viewer. */
  readonly colleague: boolean;
}

const SUBJECT = `f.id, f.centre_id as "centreId",
  f.centre_id = $2 or exists (select from wall_acquainted w where w.beneficiary_id = f.id) as reached,
  exists (select from wall_staff s
    where s.beneficiary_id = f.id and (s.organisation_id = $2 or s.worker_id = $3)) as colleague`;

/** $1 id, $2 organisation, $3 viewer. Through doors that open to a stated emergency only. */
const BY_ID = statement<EmergencySubject>(
  "emergency_subject",
  `select ${SUBJECT} from wall_findable f where f.id = $1`,
);

/** $1 and $4 the hashes of an AMKA. Of several centres' records the newest. */
const BY_AMKA = statement<EmergencySubject>(
  "emergency_subject_by_amka",
  `select ${SUBJECT} from wall_numbered n join wall_findable f on f.id = n.beneficiary_id
  where n.kind = 'AMKA' and (n.match_odd = $1 or n.match_even = $4)
  order by f.registered_at desc, f.id desc limit 1`,
);

const COLUMNS = `e.id, e.beneficiary_id as "beneficiaryId", e.opener_id as "openerId",
  e.organisation_id as "organisationId", e.centre_id as "centreId", e.categories, e.reason,
  e.opened_at as "openedAt", e.until_at as "untilAt", e.ended_at as "endedAt",
  e.ended_at is null and e.until_at > now() as open, coalesce(known_confidential(e.organisation_id), true) as discreet,
  (select json_build_object('verdict', v.verdict, 'note', v.note, 'reviewerId', v.reviewer_id, 'at', v.at)
    from emergency_review v where v.beneficiary_id = e.beneficiary_id and v.access_id = e.id) as review`;

/** Row security shows them to who opened them, heads their organisation or its centre, or is the officer. */
const ACCESSES = statement<EmergencyRecord>(
  "emergency_accesses",
  `select ${COLUMNS} from emergency_access e where e.id = any($1)`,
);

/** $1 ALL, HEADED or OWN, $2 viewer, $3 organisation, $4 true for those nobody reviewed, $5-$6 cursor, $7 how many. */
const QUEUE = search<EmergencyRecord>(
  "emergency_queue",
  `select ${COLUMNS} from emergency_access e
  where case $1 when 'ALL' then true when 'HEADED' then $3 in (e.organisation_id, e.centre_id) else e.opener_id = $2 end
    and (not $4 or not exists (select from emergency_review v
      where v.beneficiary_id = e.beneficiary_id and v.access_id = e.id))
    and ($5::timestamptz is null or (e.opened_at, e.id) < ($5, $6::uuid))
  order by e.opened_at desc, e.id desc limit $7`,
);

/** Whose emergency accesses are listed: everybody's, those of a head, or the viewer's own. */
export type QueueScope = "ALL" | "HEADED" | "OWN";

/** Emergency accesses, and whom one may open. Born with the request. */
export class EmergencyRepository {
  private readonly byId: DataLoader<string, EmergencyRecord | null>;

  constructor(
    private readonly database: Database,
    private readonly viewer: Viewer,
  ) {
    this.byId = rowLoader(
      (ids) => database.rows(viewer, ACCESSES, [ids]),
      (row) => row.id,
    );
  }

  find(id: string): Promise<EmergencyRecord | null> {
    return this.byId.load(id);
  }

  async findSubject(id: string): Promise<EmergencySubject | null> {
    const { viewer } = this;
    const [subject] = await this.database.rows(viewer, BY_ID, [id, viewer.organisationId, viewer.id]);
    return subject ?? null;
  }

  async findSubjectByAmka({ odd, even }: Matches): Promise<EmergencySubject | null> {
    const { viewer } = this;
    const [subject] = await this.database.rows(viewer, BY_AMKA, [odd, viewer.organisationId, viewer.id, even]);
    return subject ?? null;
  }

  list(
    scope: QueueScope,
    toReview: boolean,
    limit: number,
    after: readonly string[] | null,
  ): Promise<EmergencyRecord[]> {
    const { id, organisationId } = this.viewer;
    const cursor = [after?.[0] ?? null, after?.[1] ?? null];
    return this.database.rows(this.viewer, QUEUE, [scope, id, organisationId, toReview, ...cursor, limit]);
  }

  /** Forget an access: a write in this request changed it. */
  forget(id: string): void {
    this.byId.clear(id);
  }
}
