import { toConnection } from "../../kernel/paging/connection.type";
import type { Page } from "../../kernel/paging/paging";
import type { SlotRecord } from "../data/slot.repository";
import { type CountedAvailability, positionOf } from "../domain/slot.service";
import { toOffer } from "./offer.mapper";
import type { SlotAvailability } from "./service.type";
import type { ChildcareSlot } from "./slot.type";

export const toSlotAvailability = (counted: CountedAvailability | null): SlotAvailability | null =>
  counted && {
    places: counted.places,
    taken: counted.taken,
    held: counted.held,
    free: counted.places - counted.taken - counted.held,
    asOf: counted.asOf,
  };

const toSlot = (record: SlotRecord): ChildcareSlot => ({
  ...toOffer(record),
  id: record.id,
  groupNumber: record.groupNumber,
  places: record.places,
  taken: record.taken,
  held: record.held,
  free: record.places - record.taken - record.held,
});

export const toSlotConnection = (page: Page<SlotRecord>) => toConnection(page, toSlot, positionOf);
