import type { Database } from "../../kernel/database/database";
import { search } from "../../kernel/database/statement";
import type { Viewer } from "../../kernel/viewer";

export interface NoticeRecord {
  readonly id: string;
  readonly kind: string;
  readonly at: Date;
  readonly actorId: string;
  readonly actorOrganisationId: string | null;
  readonly beneficiaryId: string | null;
  readonly subjectId: string | null;
  /** When the viewer read it; null while they have not. */
  readonly readAt: Date | null;
}

/**
 * Addressed to the viewer's role ($1), everywhere or in their organisation ($2), to everybody there, or to the viewer ($3),
 * who has read some.
 */
const ADDRESSED = `select n.id, n.kind, n.at, n.actor_id as "actorId", n.actor_organisation_id as "actorOrganisationId",
    n.beneficiary_id as "beneficiaryId", n.subject_id as "subjectId", r.at as "readAt"
  from notice n left join notice_reading r on r.notice_id = n.id and r.reader_id = $3
  where (n.recipient_role = $1 and (n.recipient_organisation_id is null or n.recipient_organisation_id = $2)
    or n.recipient_role is null and n.recipient_organisation_id = $2 and (n.recipient_id is null or n.recipient_id = $3))`;

/** $4 true for unread only, $5-$6 cursor, $7 how many. */
const NOTICES = search<NoticeRecord>(
  "notices",
  `${ADDRESSED} and (not $4 or r.at is null) and ($5::timestamptz is null or (n.at, n.id) < ($5, $6::uuid))
  order by n.at desc, n.id desc limit $7`,
);

/** $4 ids. */
const BY_IDS = search<NoticeRecord>("notices_by_id", `${ADDRESSED} and n.id = any($4) order by n.at desc, n.id desc`);

/** Notices to one viewer. */
export class NoticeRepository {
  constructor(
    private readonly database: Database,
    private readonly viewer: Viewer,
  ) {}

  /** The newest first. */
  list(unreadOnly: boolean, limit: number, after: readonly string[] | null): Promise<NoticeRecord[]> {
    const values = [...this.addressee, unreadOnly, after?.[0] ?? null, after?.[1] ?? null, limit];
    return this.database.rows(this.viewer, NOTICES, values);
  }

  /** Those of them that are addressed to the viewer. */
  listByIds(ids: readonly string[]): Promise<NoticeRecord[]> {
    return this.database.rows(this.viewer, BY_IDS, [...this.addressee, ids]);
  }

  private get addressee() {
    const { role, organisationId, id } = this.viewer;
    return [role, organisationId, id];
  }
}
