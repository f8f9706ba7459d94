import { athensDay } from "../../kernel/athens";
import { isId } from "../../kernel/identifier";
import { checkFirst, decodeCursor, type Page, type PageRequest, toPage } from "../../kernel/paging/paging";
import { badInput } from "../../kernel/refusal";
import type { Viewer } from "../../kernel/viewer";
import type { AvailabilityRecord, SlotPosition, SlotRecord, SlotRepository } from "../data/slot.repository";

export interface CountedAvailability extends AvailabilityRecord {
  readonly asOf: Date;
}

/** Free places, without any personal data: capacity is asked before somebody is referred. */
export class SlotService {
  constructor(
    private readonly viewer: Viewer,
    private readonly slots: SlotRepository,
    private readonly now: Date,
  ) {}

  /** Places of a service in the running term; null when the service keeps no slots here. Anybody signed in may ask. */
  async availability(serviceId: string): Promise<CountedAvailability | null> {
    const counted = await this.slots.findAvailability(serviceId);
    return counted && { ...counted, asOf: this.now };
  }

  /** The slots of the viewer's own organisation in the term of a day; none for organisations without centres. */
  async listOwn(request: PageRequest & { readonly on?: string | null }): Promise<Page<SlotRecord>> {
    const first = checkFirst(request.first);
    const after = toPosition(decodeCursor(request.after, 2));
    if (this.viewer.organisationId === null) return toPage([], first);
    return toPage(await this.slots.listOwn(request.on ?? athensDay(this.now), first + 1, after), first);
  }
}

/** The sort key of a slot, as its cursor holds it. */
export const positionOf = (slot: SlotRecord): [string, string] => [slot.startsAt, slot.id];

function toPosition(key: string[] | null): SlotPosition | null {
  if (key === null) return null;
  const [startsAt = "", id = ""] = key;
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(startsAt) || !isId(id)) {
    throw badInput("after", "cursor", "This cursor does not belong to this list.");
  }
  return { startsAt, id };
}
