import { isId } from "../../kernel/identifier";
import { badInput } from "../../kernel/refusal";
import { checkFirst, decodeCursor, type Page, type PageRequest } from "../../kernel/paging/paging";
import { isDay } from "../../kernel/paging/sort-key";
import type { ServedCall } from "../../kernel/subgraph";
import type { AvailabilityRecord, AvailabilityRepository } from "../data/availability.repository";
import type { FacilityRecord, FacilityRepository, QueuePlace, QueueRow } from "../data/facility.repository";
import { mayKeep, noteKept, requireKeeper } from "./keeper.rules";

/** Free beds of one service, true at `asOf` for the night that begins on `night`. */
export interface Availability extends AvailabilityRecord {
  readonly night: string;
  readonly asOf: Date;
}

/** What the hub may know of a facility: its own workers everything, everyone else how many beds are free. */
export class FacilityService {
  constructor(
    private readonly call: ServedCall,
    private readonly facilities: FacilityRepository,
    private readonly availability: AvailabilityRepository,
    private readonly tonight: { readonly night: string; readonly asOf: Date },
  ) {}

  /** The facilities of the viewer's organisation. FORBIDDEN to all but workers who care for the people there. */
  async listOwn(): Promise<FacilityRecord[]> {
    const organisationId = requireKeeper(this.call, "file:read");
    const confidential = mayKeep(this.call, "file:read", true);
    const own = await this.facilities.listOwn(organisationId, this.tonight.night, confidential);
    const beds = own.flatMap(({ rooms }) => rooms.flatMap((room) => room.beds));
    noteKept(
      this.call,
      "file:read",
      beds.flatMap(({ occupiedBy }) => occupiedBy ?? []),
    );
    return own;
  }

  /** A page of a facility's waiting list, the most urgent and then the longest waiting first. */
  async pageWaitingList(facilityId: string, { first, after }: PageRequest): Promise<Page<QueueRow>> {
    requireKeeper(this.call, "file:read");
    const page = await this.facilities.pageQueue({ facilityId, first: checkFirst(first), after: readPlace(after) });
    noteKept(
      this.call,
      "file:read",
      page.rows.map(({ entry }) => entry),
    );
    return page;
  }

  /** Beds for tonight; null where there are none to tell of. */
  async findBedsTonight(serviceId: string): Promise<Availability | null> {
    const found = await this.availability.find(serviceId);
    return found && { ...found, ...this.tonight };
  }
}

/** The place a cursor holds. It comes from outside, so its parts are checked before they reach the database. */
function readPlace(after: string | null | undefined): QueuePlace | null {
  const place = decodeCursor(after, 3) as QueuePlace | null;
  if (!place) return null;
  const [priority, requestedOn, id] = place;
  const valid = /^[123]$/.test(priority) && isDay(requestedOn) && isId(id);
  if (!valid) throw badInput("after", "cursor", "This cursor does not belong to this list.");
  return place;
}
