import { toAccess } from "../../kernel/access.type";
import type { OpenedHousingFile } from "../domain/housing-file.service";
import type { HousingFile } from "./housing-file.type";
import { toStay } from "./stay.mapper";
import { toWaitingListEntry } from "./waiting-list.mapper";

export function toHousingFile({ decision, record }: OpenedHousingFile): HousingFile {
  const current = record?.stays.find((stay) => stay.status === "IN_HOUSE");
  return {
    access: toAccess(decision, new Date()),
    currentStay: current ? toStay(current) : null,
    stays: record?.stays.map(toStay) ?? null,
    waitingList: record?.waitingList.map(toWaitingListEntry) ?? null,
  };
}
