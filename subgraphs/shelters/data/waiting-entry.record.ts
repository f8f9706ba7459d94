/** A place on a waiting list as it is read. */
export interface WaitingEntryRecord {
  readonly id: string;
  readonly beneficiaryId: string;
  readonly confidential: boolean;
  readonly facilityNameEl: string;
  readonly facilityNameEn: string;
  readonly facilityKind: string;
  readonly requestedOn: string;
  readonly priority: string;
  readonly status: string;
  readonly statusSince: string;
}

/** A {@link WaitingEntryRecord} out of `waiting_entry w join facility f`. */
export const WAITING_ENTRY_JSON = `json_build_object('id', w.id, 'beneficiaryId', w.beneficiary_id, 'confidential', f.confidential,
  'facilityNameEl', f.name_el, 'facilityNameEn', f.name_en, 'facilityKind', f.kind, 'requestedOn', w.requested_on,
  'priority', (array['EMERGENCY','URGENT','ROUTINE'])[w.priority], 'status', w.status, 'statusSince', w.status_since)`;

/** Entries that still wait for an answer, as the indexes of the queue say it. */
export const STILL_WAITS = "w.status in ('WAITING','OFFERED')";
