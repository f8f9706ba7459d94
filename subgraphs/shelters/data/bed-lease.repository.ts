import type { Transaction } from "../../kernel/database/database";
import { newId } from "../../kernel/identifier";
import type { Waiting } from "../../kernel/referred/lease.service";
import type { Lease } from "../domain/lease.rules";
import { BedLeaseRow } from "./bed-lease.row";
import { toRange } from "./free-bed";

/** For whom a bed is held, and why. */
export interface Lessee {
  readonly beneficiaryId: string;
  readonly organisationId: string;
  readonly facilityId: string;
  readonly referralId: string | null;
  readonly waitingEntryId: string | null;
}

const OPEN_HOUSES = `
  select id from facility where organisation_id = $1 and service_id = $2 and status = 'OPEN' order by name_el, id`;

const FIRST = `
  select w.id, w.beneficiary_id as "beneficiaryId", w.referral_id as "referralId",
    (array['EMERGENCY','URGENT','ROUTINE'])[w.priority] as urgency
  from waiting_entry w
  where w.facility_id = $1 and w.status in ('WAITING','OFFERED')
    and not exists (select from bed_lease l where l.waiting_entry_id = w.id)
  order by w.priority, w.requested_on, w.id limit 1`;

/**
 * Locked until the offer is stored, and left out while somebody else has it: whose referral is just ending is not offered
 * a bed that nobody would take then.
 */
const NEXT = `${FIRST} for no key update of w skip locked`;

/** Cut short to this moment: what was held is free at once, and the history stays. */
const SETTLE = `
  update bed_lease set status = $3, held = tstzrange(lower(held), greatest(lower(held), clock_timestamp()))
  where beneficiary_id = $1 and status = 'HELD' and held @> clock_timestamp() and ($2::uuid is null or facility_id = $2)
    and ($4::uuid is null or referral_id = $4)
  returning facility_id as "facilityId"`;

const OWN_BED = `
  select bed_id as "bedId" from bed_lease
  where facility_id = $1 and beneficiary_id = $2 and held @> clock_timestamp() limit 1`;

/** Beds that are held while a house decides. Every step runs in the caller's transaction. */
export const bedLeases = {
  /** One at a time gives away what is free in a facility: the order of the list is kept also when two beds come free. */
  async takeTurn(tx: Transaction, facilityId: string): Promise<void> {
    await tx.query("select pg_advisory_xact_lock(hashtextextended('beds ' || $1, 0))", [facilityId]);
  },

  async openHouses(tx: Transaction, organisationId: string, serviceId: string): Promise<string[]> {
    return (await tx.query<{ id: string }[]>(OPEN_HOUSES, [organisationId, serviceId])).map(({ id }) => id);
  },

  /** Whether anybody waits who was never offered a bed. */
  async isAwaited(tx: Transaction, facilityId: string): Promise<boolean> {
    return (await tx.query<object[]>(FIRST, [facilityId])).length > 0;
  },

  /** The first of the list who was never offered a bed, kept until the transaction ends; null when nobody is. */
  async next(tx: Transaction, facilityId: string): Promise<Waiting | null> {
    return (await tx.query<Waiting[]>(NEXT, [facilityId]))[0] ?? null;
  },

  async hold(tx: Transaction, bedId: string, lessee: Lessee, lease: Lease): Promise<void> {
    const held = `[${lease.from.toISOString()},${lease.until.toISOString()})`;
    await tx.insert(BedLeaseRow, {
      ...{ id: newId(), ...lessee, bedId },
      ...{ nights: toRange(lease.nights), held, status: "HELD" },
    });
  },

  /** The bed that is held for a person in a facility now. */
  async findBed(tx: Transaction, facilityId: string, beneficiaryId: string): Promise<string | null> {
    return (await tx.query<{ bedId: string }[]>(OWN_BED, [facilityId, beneficiaryId]))[0]?.bedId ?? null;
  },

  /** Ends what is held for a person, in one facility or by one referral; the facilities in which something was. */
  async settle(
    tx: Transaction,
    beneficiaryId: string,
    to: "ADMITTED" | "RELEASED",
    { facilityId = null, referralId = null }: { facilityId?: string | null; referralId?: string | null },
  ): Promise<string[]> {
    const [rows] = await tx.query<[{ facilityId: string }[], number]>(SETTLE, [
      beneficiaryId,
      facilityId,
      to,
      referralId,
    ]);
    return rows.map((row) => row.facilityId);
  },
};
