import type DataLoader from "dataloader";
import type { Database } from "../../kernel/database/database";
import { statement } from "../../kernel/database/statement";
import { listLoader } from "../../kernel/loader";
import type { Viewer } from "../../kernel/viewer";

export interface NeedRecord {
  readonly id: string;
  readonly beneficiaryId: string;
  readonly domain: string;
  readonly severity: number;
  readonly note: string | null;
  readonly since: string;
  readonly metOn: string | null;
}

export interface VisitRecord {
  readonly id: string;
  readonly beneficiaryId: string;
  readonly channel: string;
  readonly at: Date;
  readonly workerId: string;
  readonly note: string | null;
}

/** What only a person's supervisor and the authors of confidential referrals see ($2: the viewer). Rule 5. */
export const INSIDE = `x.worker_id = $2
  or exists (select from wall_confidential c where c.beneficiary_id = x.beneficiary_id and c.author_id = $2)`;

/** $1 people, $2 viewer, $3 organisation, $4 true for the centre: an agency sees the needs of its own referrals. */
const NEEDS = statement<NeedRecord>(
  "needs",
  `select x.id, x.beneficiary_id as "beneficiaryId", x.domain, x.severity, x.note, x.since, x.met_on as "metOn"
  from wall_need x
  where x.beneficiary_id = any($1)
    and case when $4 then x.domain not in ('MENTAL_HEALTH', 'SAFETY') or ${INSIDE}
      else exists (select from wall_sent s
        where s.beneficiary_id = x.beneficiary_id and s.need_id = x.id and s.agency_id = $3) end
  order by x.met_on is not null, x.severity desc, x.since desc, x.id`,
);

const VISITS = statement<VisitRecord>(
  "visits",
  `select v.* from unnest($1::uuid[]) as asked(id)
  cross join lateral (select x.id, x.beneficiary_id as "beneficiaryId", x.channel, x.at, x.worker_id as "workerId",
      x.note from visit x where x.beneficiary_id = asked.id order by x.at desc, x.id desc limit $2) v`,
);

/** The newest visits are what a caseworker reads. Who answers the person's own request reads them all. */
const VISITS_SHOWN = 50;
const ALL_VISITS = 2_147_483_647;

/** What hangs on people: needs and visits. Born with the request. */
export class RecordRepository {
  private readonly needs: DataLoader<string, NeedRecord[]>;
  private readonly ownNeeds: DataLoader<string, NeedRecord[]>;
  private readonly visits: DataLoader<string, VisitRecord[]>;
  private readonly allVisits: DataLoader<string, VisitRecord[]>;

  constructor(database: Database, viewer: Viewer) {
    const byPerson = (row: { beneficiaryId: string }) => row.beneficiaryId;
    const needs = (whole: boolean) => (ids: readonly string[]) =>
      database.rows(viewer, NEEDS, [ids, viewer.id, viewer.organisationId, whole], { people: whole ? ids : [] });
    this.needs = listLoader(needs(true), byPerson);
    this.ownNeeds = listLoader(needs(false), byPerson);
    const visits = (shown: number) => (ids: readonly string[]) => database.rows(viewer, VISITS, [ids, shown]);
    this.visits = listLoader(visits(VISITS_SHOWN), byPerson);
    this.allVisits = listLoader(visits(ALL_VISITS), byPerson);
  }

  listNeeds(beneficiaryId: string, scope: "ALL" | "OWN"): Promise<NeedRecord[]> {
    return (scope === "ALL" ? this.needs : this.ownNeeds).load(beneficiaryId);
  }

  listVisits(beneficiaryId: string, whole = false): Promise<VisitRecord[]> {
    return (whole ? this.allVisits : this.visits).load(beneficiaryId);
  }

  /** Forget what was loaded of a person: a write in this request changed it. */
  forget(beneficiaryId: string): void {
    const { needs, ownNeeds, visits, allVisits } = this;
    for (const loader of [needs, ownNeeds, visits, allVisits]) loader.clear(beneficiaryId);
  }
}
