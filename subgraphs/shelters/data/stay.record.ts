/** A stay as it is read: where, when and how it stands. Dates and instants are the text of a JSON aggregate. */
export interface StayRecord {
  readonly id: string;
  readonly beneficiaryId: string;
  readonly confidential: boolean;
  readonly facilityNameEl: string;
  readonly facilityNameEn: string;
  readonly facilityKind: string;
  readonly roomLabel: string;
  readonly bedLabel: string;
  readonly from: string;
  readonly until: string;
  readonly status: string;
  readonly admittedAt: string | null;
  readonly leftAt: string | null;
  readonly leavingReason: string | null;
}

/** Stays with the bed, room and facility they are in, for the `from` of a statement. */
export const placesOf = (stays: string): string =>
  `${stays} s join bed b on b.id = s.bed_id join room r on r.id = b.room_id join facility f on f.id = r.facility_id`;
export const STAY_PLACES = placesOf("stay");

/** A {@link StayRecord} out of {@link STAY_PLACES}. An address is not part of it, so that no file can show one. */
export const STAY_JSON = `json_build_object('id', s.id, 'beneficiaryId', s.beneficiary_id, 'confidential', f.confidential,
  'facilityNameEl', f.name_el,  'facilityNameEn', f.name_en, 'facilityKind', f.kind, 'roomLabel', r.label, 'bedLabel', b.label,
  'from', lower(s.period), 'until', upper(s.period), 'status', s.status, 'admittedAt', s.admitted_at,
  'leftAt', s.left_at, 'leavingReason', s.leaving_reason)`;

/** Stays that hold their bed, as the exclusion constraints say it: the planner finds their index by these words. */
export const HOLDS_BED = "s.status in ('BOOKED','IN_HOUSE')";
