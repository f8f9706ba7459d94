import type { SeenEmergency } from "../domain/emergency-review.service";
import type { EmergencyAccess } from "./emergency.type";

export function toEmergencyAccess({ record, beneficiaryId, centreId }: SeenEmergency): EmergencyAccess {
  const { id, openerId, organisationId, reason, openedAt, untilAt, endedAt, open, review } = record;
  return {
    ...{ id, beneficiaryId, openerId, reason, openedAt, endedAt, open, review },
    organisation: { id: organisationId },
    centre: centreId === null ? null : { id: centreId },
    categories: [...record.categories] as EmergencyAccess["categories"],
    until: untilAt,
  };
}

/** Cursors of the queue. */
export const openedKey = ({ record: { openedAt, id } }: SeenEmergency): readonly string[] => [
  openedAt.toISOString(),
  id,
];
