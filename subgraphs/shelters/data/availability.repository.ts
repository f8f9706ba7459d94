import type DataLoader from "dataloader";
import type { Database } from "../../kernel/database/database";
import { statement } from "../../kernel/database/statement";
import { rowLoader } from "../../kernel/loader";
import { isId } from "../../kernel/identifier";
import type { Viewer } from "../../kernel/viewer";

/** How full the facilities of one service are in one night. Counts, no persons. */
export interface AvailabilityRecord {
  readonly serviceId: string;
  readonly beds: number;
  readonly free: number;
  readonly held: number;
  readonly waiting: number;
}

/**
 * Beds of the night $2 for all asked services. A service without beds has no row, and a confidential one has none
 * unless it is run by the viewer's organisation, $3: how full a refuge is says whether somebody came.
 */
const BEDS_OF_NIGHT = statement<AvailabilityRecord>(
  "beds_of_night",
  `select f.service_id as "serviceId", sum(places.active)::int as beds, sum(places.free)::int as free,
    sum(places.held)::int as held,
    sum((select count(*) from waiting_place w where w.facility_id = f.id))::int as waiting
  from facility f
  cross join lateral (
    select count(*) as beds, count(*) filter (where usable) as active,
      count(*) filter (where usable and not taken and not held) as free,
      count(*) filter (where usable and not taken and held) as held
    from (select b.active and f.status = 'OPEN' as usable,
        exists (select from taken_bed s where s.bed_id = b.id and s.period @> $2::date) as taken,
        exists (select from held_bed h where h.bed_id = b.id and h.nights @> $2::date) as held
      from room r join bed b on b.room_id = r.id where r.facility_id = f.id) bed) places
  where f.service_id = any($1::uuid[]) and places.beds > 0 and (not f.confidential or f.organisation_id = $3)
  group by f.service_id`,
);

/** Free beds by service and night, for one viewer. Born with the request. */
export class AvailabilityRepository {
  private readonly services: DataLoader<string, AvailabilityRecord | null>;

  constructor(database: Database, viewer: Viewer, night: string) {
    this.services = rowLoader(
      (ids) => database.rows(viewer, BEDS_OF_NIGHT, [ids, night, viewer.organisationId]),
      (row) => row.serviceId,
    );
  }

  /** Null for services without beds, for unknown ones, and for confidential ones of another organisation. */
  async find(serviceId: string): Promise<AvailabilityRecord | null> {
    return isId(serviceId) ? this.services.load(serviceId) : null;
  }
}
