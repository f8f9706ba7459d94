import type { StayRecord } from "../data/stay.record";
import type { Stay } from "./stay.type";

export const toStay = (stay: StayRecord): Stay => ({
  id: stay.id,
  beneficiary: { id: stay.beneficiaryId },
  facilityNameEl: stay.facilityNameEl,
  facilityNameEn: stay.facilityNameEn,
  facilityKind: stay.facilityKind,
  roomLabel: stay.roomLabel,
  bedLabel: stay.bedLabel,
  from: stay.from,
  until: stay.until,
  status: stay.status,
  admittedAt: stay.admittedAt,
  leftAt: stay.leftAt,
  leavingReason: stay.leavingReason,
});

export const toStayPayload = (stay: StayRecord): { stay: Stay } => ({ stay: toStay(stay) });
