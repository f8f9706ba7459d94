import type { Database, Transaction } from "../../kernel/database/database";
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

/** So far back is looked in each of the ways in which a notice can be somebody's. */
const NEWEST = 500;

/** A notice is somebody's in one of these ways; each has its rows in an index, the newest last. */
const WAYS = [
  "n.recipient_role = $1 and n.recipient_organisation_id is null",
  "n.recipient_role = $1 and n.recipient_organisation_id = $2",
  "n.recipient_role is null and n.recipient_organisation_id = $2 and n.recipient_id is null",
  "n.recipient_role is null and n.recipient_organisation_id = $2 and n.recipient_id = $3",
].map((way) => `(select n.id from notice n where ${way} order by n.at desc, n.id desc limit ${NEWEST})`);

/** $4 how far is counted. Who has read thousands costs no more than who has read hundreds. */
const UNREAD = search<{ unread: number }>(
  "notices_unread",
  `select count(*) as unread from (select from (${WAYS.join(" union all ")}) newest
     where not exists (select from notice_reading r where r.notice_id = newest.id and r.reader_id = $3) limit $4) unread`,
);

/**
 * Everything unread that is not newer than the notice $4 becomes read, by ids and without limit: how often somebody
 * reads them all decides how many there are.
 */
const READ_UP_TO = `
  insert into notice_reading (notice_id, reader_id, at)
  select earlier.id, $3, now() from (${ADDRESSED} and r.at is null
    and (n.at, n.id) <= (select last.at, last.id from notice last where last.id = $4)) earlier
  on conflict (notice_id, reader_id) do nothing`;

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

  /** How many the viewer has not read, `most` when there are more. */
  async countUnread(most: number): Promise<number> {
    const [counted] = await this.database.rows(this.viewer, UNREAD, [...this.addressee, most]);
    return counted!.unread;
  }

  /** Marks as read this one and all before it. */
  async markReadUpTo(tx: Transaction, id: string): Promise<void> {
    await tx.query(READ_UP_TO, [...this.addressee, id]);
  }

  private get addressee() {
    const { role, organisationId, id } = this.viewer;
    return [role, organisationId, id];
  }
}
