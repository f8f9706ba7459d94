import { toConnection, type Connection } from "../../kernel/paging/connection.type";
import type { Page } from "../../kernel/paging/paging";
import type { QueueRow } from "../data/facility.repository";
import type { WaitingEntryRecord } from "../data/waiting-entry.record";
import type { WaitingListEntry } from "./waiting-list.type";

export const toWaitingListEntry = (entry: WaitingEntryRecord): WaitingListEntry => ({
  id: entry.id,
  beneficiary: { id: entry.beneficiaryId },
  facilityNameEl: entry.facilityNameEl,
  facilityNameEn: entry.facilityNameEn,
  facilityKind: entry.facilityKind,
  requestedOn: entry.requestedOn,
  priority: entry.priority,
  status: entry.status,
  statusSince: entry.statusSince,
});

export const toWaitingList = (page: Page<QueueRow>): Connection<WaitingListEntry> =>
  toConnection(
    page,
    ({ entry }) => toWaitingListEntry(entry),
    ({ place }) => place,
  );

export const toWaitingListPayload = (entry: WaitingEntryRecord): { entry: WaitingListEntry } => ({
  entry: toWaitingListEntry(entry),
});
