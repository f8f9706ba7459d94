import DataLoader from "dataloader";
import type { Database } from "../../kernel/database/database";
import { statement } from "../../kernel/database/statement";
import { toPage, type Page } from "../../kernel/paging/paging";
import type { Vault } from "../../kernel/secrets/vault";
import type { Viewer } from "../../kernel/viewer";
import { openPlace } from "./hidden-place";
import { HOLDS_BED, STAY_JSON, type StayRecord } from "./stay.record";
import { STILL_WAITS, WAITING_ENTRY_JSON, type WaitingEntryRecord } from "./waiting-entry.record";

export interface BedRecord {
  readonly id: string;
  readonly label: string;
  readonly active: boolean;
  readonly occupiedBy: StayRecord | null;
}

export interface RoomRecord {
  readonly id: string;
  readonly label: string;
  readonly beds: BedRecord[];
}

/** A facility as its own workers see it, address included. */
export interface FacilityRecord {
  readonly id: string;
  readonly serviceId: string;
  readonly kind: string;
  readonly nameEl: string;
  readonly nameEn: string;
  readonly municipalityCode: string | null;
  readonly address: string | null;
  readonly confidential: boolean;
  readonly accepts: string[];
  readonly receivesFrom: string;
  readonly status: string;
  readonly rooms: RoomRecord[];
}

/** One page of one facility's waiting list; `after` is the place of the last entry of the page before. */
export interface QueueKey {
  readonly facilityId: string;
  readonly first: number;
  readonly after: QueuePlace | null;
}
export type QueuePlace = readonly [priority: string, requestedOn: string, id: string];

export interface QueueRow {
  readonly place: QueuePlace;
  readonly entry: WaitingEntryRecord;
}

type FacilityInStore = FacilityRecord & { readonly sealed: Buffer | null };

/** The only statement that reads an address. $2 is the night; $3 whether confidential facilities are included. */
const OWN_FACILITIES = statement<FacilityInStore>(
  "own_facilities",
  `select f.id, f.service_id as "serviceId", f.kind, f.name_el as "nameEl", f.name_en as "nameEn",
    f.municipality_code as "municipalityCode", f.address, f.sealed, f.confidential, f.accepts,
    f.receives_from as "receivesFrom", f.status,
    coalesce((select json_agg(json_build_object('id', r.id, 'label', r.label, 'beds',
        coalesce((select json_agg(json_build_object('id', b.id, 'label', b.label, 'active', b.active, 'occupiedBy',
            (select ${STAY_JSON} from stay s where s.bed_id = b.id and s.period @> $2::date and ${HOLDS_BED}))
            order by b.label)
          from bed b where b.room_id = r.id), '[]')) order by r.label)
      from room r where r.facility_id = f.id), '[]') as rooms
  from facility f
  where f.organisation_id = $1 and ($3 or not f.confidential)
  order by f.name_el, f.id`,
);

/** Pages of several waiting lists at once: one array per part of the key. Rows come as one array per key. */
const QUEUES = statement<{ rows: QueueRow[] }>(
  "waiting_queues",
  `select coalesce((select json_agg(json_build_object('place', array[w.priority::text, w.requested_on::text, w.id::text],
        'entry', ${WAITING_ENTRY_JSON}) order by w.priority, w.requested_on, w.id)
      from (select * from waiting_entry w
        where w.facility_id = asked.facility and w.organisation_id = $6 and ${STILL_WAITS}
          and (w.priority, w.requested_on, w.id) > (asked.priority, asked.requested, asked.after)
        order by w.priority, w.requested_on, w.id
        limit asked.wanted) w
      join facility f on f.id = w.facility_id), '[]') as rows
  from unnest($1::uuid[], $2::int[], $3::smallint[], $4::date[], $5::uuid[]) with ordinality
    as asked(facility, wanted, priority, requested, after, ordinal)
  order by asked.ordinal`,
);

/** The place before the first of any queue. */
const BEFORE_ALL: QueuePlace = ["0", "0001-01-01", "00000000-0000-0000-0000-000000000000"];

const OPERATORS = statement<{ id: string }>("operators", "select distinct organisation_id as id from facility");

const OPEN_FACILITIES = statement<{ id: string; organisationId: string }>(
  "open_facilities",
  `select id, organisation_id as "organisationId" from facility where status = 'OPEN'`,
);

/** An organisation's facilities and their waiting lists, for one of its workers. Born with the request. */
export class FacilityRepository {
  private readonly queues: DataLoader<QueueKey, Page<QueueRow>>;

  constructor(
    private readonly database: Database,
    private readonly viewer: Viewer,
    private readonly vault: Vault,
  ) {
    this.queues = new DataLoader((keys) => this.loadQueues(keys), { cache: false });
  }

  /** Facilities of the organisation with rooms, beds and who has them in that night. */
  async listOwn(organisationId: string, night: string, confidential: boolean): Promise<FacilityRecord[]> {
    const own = await this.database.rows(this.viewer, OWN_FACILITIES, [organisationId, night, confidential]);
    return own.map(({ sealed, ...facility }) =>
      sealed ? { ...facility, ...openPlace(this.vault, sealed) } : facility,
    );
  }

  /** Who waits, the most urgent and then the longest first. Empty for a facility of another organisation. */
  pageQueue(key: QueueKey): Promise<Page<QueueRow>> {
    return this.queues.load(key);
  }

  private async loadQueues(keys: readonly QueueKey[]): Promise<Page<QueueRow>[]> {
    const found = await this.database.rows(this.viewer, QUEUES, [
      keys.map((key) => key.facilityId),
      keys.map((key) => key.first + 1),
      keys.map((key) => (key.after ?? BEFORE_ALL)[0]),
      keys.map((key) => (key.after ?? BEFORE_ALL)[1]),
      keys.map((key) => (key.after ?? BEFORE_ALL)[2]),
      this.viewer.organisationId,
    ]);
    return found.map(({ rows }, index) => toPage(rows, keys[index]!.first));
  }
}

/** Every house that takes people in, and whose it is. */
export const listOpenFacilities = (database: Database): Promise<{ id: string; organisationId: string }[]> =>
  database.publicRows(OPEN_FACILITIES);

/** The organisations that run facilities here. */
export const listOperators = async (database: Database): Promise<ReadonlySet<string>> =>
  new Set((await database.publicRows(OPERATORS)).map((row) => row.id));
