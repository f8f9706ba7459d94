import type { Transaction } from "../../kernel/database/database";
import { isId } from "../../kernel/identifier";
import type { Nights } from "../domain/stay.rules";
import { HOLDS_BED } from "./stay.record";

export const toRange = ({ from, until }: Nights): string => `[${from},${until})`;

const BED = `
  select b.id, b.active from bed b join room r on r.id = b.room_id
  where b.id = $1 and r.facility_id = $2 for no key update of b`;

/** Of bed `b`, in the nights $2, for the person $3: somebody has it then, or it is held for somebody else now. */
const IS_TAKEN = `(
  exists (select from stay s where s.bed_id = b.id and s.period && $2::daterange and ${HOLDS_BED})
  or exists (select from bed_lease l where l.bed_id = b.id and l.nights && $2::daterange and l.held @> clock_timestamp()
    and l.beneficiary_id <> $3))`;

const FREE_BED = `
  select b.id from bed b join room r on r.id = b.room_id
  where r.facility_id = $1 and b.active and not ${IS_TAKEN}
  order by r.label, b.label limit 1 for no key update of b skip locked`;

const STILL_FREE = `select not ${IS_TAKEN} as free from bed b where b.id = $1`;

/** A bed of the facility, held until the transaction ends. Waits for whoever holds it. */
export async function holdBed(tx: Transaction, facilityId: string, bedId: string): Promise<{ active: boolean } | null> {
  if (!isId(bedId)) return null;
  const [bed] = await tx.query<{ active: boolean }[]>(BED, [bedId, facilityId]);
  return bed ?? null;
}

/** Whose bed it is to be, where, and when. */
export interface Wanted extends Nights {
  readonly facilityId: string;
  readonly beneficiaryId: string;
}

/**
 * Any bed of the facility that nobody has and that is not held for somebody else, held until the transaction ends: two
 * who ask at once get different ones. Null when there is none that nobody else is just taking.
 */
export async function holdFreeBed(tx: Transaction, wanted: Wanted): Promise<string | null> {
  const about = [toRange(wanted), wanted.beneficiaryId];
  for (;;) {
    const [bed] = await tx.query<{ id: string }[]>(FREE_BED, [wanted.facilityId, ...about]);
    if (!bed) return null;
    // Given away between the look and the lock: the next look sees it, so this ends.
    if (await isFree(tx, bed.id, about)) return bed.id;
  }
}

/** Whether a bed that is held in this transaction can be given to the person in these nights. */
export const isFreeFor = (tx: Transaction, bedId: string, wanted: Wanted): Promise<boolean> =>
  isFree(tx, bedId, [toRange(wanted), wanted.beneficiaryId]);

async function isFree(tx: Transaction, bedId: string, about: readonly string[]): Promise<boolean> {
  const [now] = await tx.query<{ free: boolean }[]>(STILL_FREE, [bedId, ...about]);
  return now!.free;
}
