import type DataLoader from "dataloader";
import { athensDay } from "../../kernel/athens";
import type { Database } from "../../kernel/database/database";
import { statement } from "../../kernel/database/statement";
import { isId } from "../../kernel/identifier";
import { rowLoader } from "../../kernel/loader";
import type { Viewer } from "../../kernel/viewer";
import { OFFER_PAIRS, type OfferRecord } from "./childcare-file.repository";

/** Places of one service in the term that runs on a day. */
export interface AvailabilityRecord {
  serviceId: string;
  places: number;
  taken: number;
  /** For children about whom a centre decides. */
  held: number;
}

export interface SlotRecord extends OfferRecord {
  id: string;
  groupNumber: number;
  places: number;
  taken: number;
  held: number;
}

/** Where a page of slots goes on: the sort key of the last one seen. */
export interface SlotPosition {
  readonly startsAt: string;
  readonly id: string;
}

const AVAILABILITY = statement<AvailabilityRecord>(
  "slot_availability",
  `select c.service_id as "serviceId", coalesce(sum(s.places), 0) as places, coalesce(sum(s.taken), 0) as taken,
    coalesce(sum(h.held), 0) as held
  from centre c
    left join (activity a join slot s on s.activity_id = a.id
      join term t on t.id = s.term_id and $2::date between t.starts_on and t.ends_on) on a.centre_id = c.id
    left join held_place h on h.slot_id = s.id
  where c.service_id = any($1::uuid[])
  group by c.service_id`,
);

const OWN_SLOTS = statement<{ slot: SlotRecord }>(
  "own_slots",
  `select json_build_object('id', s.id, 'groupNumber', s.group_number, 'places', s.places, 'taken', s.taken,
    'held', coalesce((select h.held from held_place h where h.slot_id = s.id), 0),
    ${OFFER_PAIRS}) as slot
  from (
    select slot.* from slot join term on term.id = slot.term_id
    where slot.organisation_id = $1 and $2::date between term.starts_on and term.ends_on
      and ($4::time is null or (slot.starts_at, slot.id) > ($4, $5::uuid))
    order by slot.starts_at, slot.id
    limit $3
  ) s
    join activity a on a.id = s.activity_id
    join centre c on c.id = a.centre_id
    join term t on t.id = s.term_id
  order by s.starts_at, s.id`,
);

/** Where somebody could be offered a place: groups of the term of $1 that are not full. */
const FREE_GROUPS = statement<{ id: string; organisationId: string }>(
  "free_groups",
  `select s.id, s.organisation_id as "organisationId" from slot s join term t on t.id = s.term_id
   left join held_place h on h.slot_id = s.id
   where $1::date between t.starts_on and t.ends_on and s.places > s.taken + coalesce(h.held, 0) order by s.id`,
);

/** Groups with a free place on a day, of all organisations. */
export const listFreeGroups = (database: Database, day: string): Promise<{ id: string; organisationId: string }[]> =>
  database.publicRows(FREE_GROUPS, [day]);

/** Slots and their free places. No persons in it. */
export class SlotRepository {
  private readonly availability: DataLoader<string, AvailabilityRecord | null>;

  constructor(
    private readonly database: Database,
    private readonly viewer: Viewer,
    now: Date,
  ) {
    this.availability = rowLoader(
      (ids) => database.publicRows(AVAILABILITY, [ids.filter(isId), athensDay(now)]),
      (row) => row.serviceId,
    );
  }

  /** Null for a service that keeps no slots here. */
  findAvailability(serviceId: string): Promise<AvailabilityRecord | null> {
    return this.availability.load(serviceId);
  }

  /** The slots of the viewer's own organisation in the term that runs on `day`, by time of day. */
  async listOwn(day: string, limit: number, after: SlotPosition | null): Promise<SlotRecord[]> {
    const values = [this.viewer.organisationId, day, limit, after?.startsAt ?? null, after?.id ?? null];
    return (await this.database.rows(this.viewer, OWN_SLOTS, values)).map((row) => row.slot);
  }
}
