import type { Transaction } from "../../kernel/database/database";
import { isId } from "../../kernel/identifier";
import { WaitingEntryRow } from "./waiting-entry.row";
import { WAITING_ENTRY_JSON, type WaitingEntryRecord } from "./waiting-entry.record";

const OPEN = "status in ('WAITING','OFFERED')";

/** An entry about to change: locked, and of the viewer's own organisation. */
export interface HeldEntry {
  readonly id: string;
  readonly beneficiaryId: string;
  readonly organisationId: string;
  readonly facilityId: string;
  readonly referralId: string | null;
  readonly status: string;
  readonly confidential: boolean;
}

const HELD = `
  select w.id, w.beneficiary_id as "beneficiaryId", w.organisation_id as "organisationId",
    w.facility_id as "facilityId", w.referral_id as "referralId", w.status, f.confidential
  from waiting_entry w join facility f on f.id = w.facility_id
  where w.id = $1 and w.organisation_id = $2 for update of w`;

const READ = `select ${WAITING_ENTRY_JSON} as entry from waiting_entry w join facility f on f.id = w.facility_id
  where w.id = $1`;

/** Places on waiting lists, inside the caller's transaction. One open entry of a person and facility. */
export const waitingEntries = {
  async add(tx: Transaction, entry: Omit<WaitingEntryRow, "facility">): Promise<void> {
    await tx.insert(WaitingEntryRow, entry);
  },

  async hold(tx: Transaction, id: string, organisationId: string): Promise<HeldEntry | null> {
    if (!isId(id)) return null;
    return (await tx.query<HeldEntry[]>(HELD, [id, organisationId]))[0] ?? null;
  },

  async offer(tx: Transaction, id: string, at: Date): Promise<void> {
    await tx.query(`update waiting_entry set status = 'OFFERED', status_since = $2 where id = $1`, [id, at]);
  },

  /** Takes off the list: one entry by its id, or whatever a referral led to. */
  async remove(
    tx: Transaction,
    {
      beneficiaryId,
      referralId = null,
      id = null,
    }: { beneficiaryId: string; referralId?: string | null; id?: string | null },
    at: Date,
  ): Promise<void> {
    await tx.query(
      `update waiting_entry set status = 'REMOVED', status_since = $4
      where beneficiary_id = $1 and ${OPEN} and (referral_id = $2 or id = $3)`,
      [beneficiaryId, referralId, id, at],
    );
  },

  /** An entry as the transaction leaves it. */
  async read(tx: Transaction, id: string): Promise<WaitingEntryRecord> {
    const [row] = await tx.query<{ entry: WaitingEntryRecord }[]>(READ, [id]);
    return row!.entry;
  },
};
