import type { BedRecord, FacilityRecord, RoomRecord } from "../data/facility.repository";
import type { Bed, Facility, Room } from "./facility.type";
import { toStay } from "./stay.mapper";

export const toFacility = (facility: FacilityRecord): Facility => ({
  id: facility.id,
  service: { id: facility.serviceId },
  kind: facility.kind,
  status: facility.status,
  nameEl: facility.nameEl,
  nameEn: facility.nameEn,
  municipality: facility.municipalityCode === null ? null : { code: facility.municipalityCode },
  address: facility.address,
  confidential: facility.confidential,
  accepts: facility.accepts,
  receivesFrom: facility.receivesFrom,
  rooms: facility.rooms.map(toRoom),
});

const toRoom = ({ id, label, beds }: RoomRecord): Room => ({ id, label, beds: beds.map(toBed) });

const toBed = ({ id, label, active, occupiedBy }: BedRecord): Bed => ({
  id,
  label,
  active,
  occupiedBy: occupiedBy && toStay(occupiedBy),
});
