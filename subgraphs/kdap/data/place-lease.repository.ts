import { athensDay } from "../../kernel/athens";
import type { Transaction } from "../../kernel/database/database";
import { newId } from "../../kernel/identifier";
import type { Urgency } from "../../kernel/referred/incoming-referral";
import { LEASE_HOURS } from "../../kernel/referred/lease.rules";
import type { Lessee, Waiting } from "../../kernel/referred/lease.service";

const FREE = "s.places - s.taken - coalesce((select h.held from held_place h where h.slot_id = s.id), 0)";

/** Groups of the running term with a place free, the emptiest first: which one suits a child its workers will know. */
const OPEN_GROUPS = `
  select s.id from centre c join activity a on a.centre_id = c.id join slot s on s.activity_id = a.id
    join term t on t.id = s.term_id
  where c.organisation_id = $1 and c.service_id = $2 and $3::date between t.starts_on and t.ends_on and ${FREE} > 0
  order by ${FREE} desc, s.id`;

const FIRST = `
  select w.id, w.beneficiary_id as "beneficiaryId", w.referral_id as "referralId", w.urgency
  from waiting_child w join enrolment e on e.id = w.id join slot s on s.id = w.slot_id join term t on t.id = s.term_id
  where w.slot_id = $1 and t.ends_on >= current_date
    and not exists (select from place_lease l where l.enrolment_id = w.id)
  order by w.priority, w.asked_on, w.id limit 1`;

/**
 * Locked until the offer is stored, and left out while somebody else has it: whose referral is just ending is not offered
 * a place that nobody would take then.
 */
const NEXT = `${FIRST} for no key update of e skip locked`;

/** Who is just taking a place there makes the group look full: the next look, at the latest the job's, sees it again. */
const LOCK = "select id from slot where id = $1 for no key update skip locked";
const IS_FREE = `select ${FREE} > 0 and not exists (select from place_lease l where l.slot_id = s.id
  and l.beneficiary_id = $2 and l.held @> clock_timestamp()) as free from slot s where s.id = $1`;

/** From this moment of the database on: a lease that was just cut short has ended before. */
const HOLD = `
  insert into place_lease (id, beneficiary_id, organisation_id, slot_id, referral_id, enrolment_id, held, status)
  values ($1, $2, $3, $4, $5, $6,
    tstzrange(clock_timestamp(), clock_timestamp() + make_interval(hours => $7)), 'HELD')`;

/** Cut short to this moment: what was held is free at once, and the history stays. */
const SETTLE = `
  update place_lease set status = case when slot_id = $4 then 'ADMITTED' else 'RELEASED' end,
    held = tstzrange(lower(held), greatest(lower(held), clock_timestamp()))
  where beneficiary_id = $1 and status = 'HELD' and held @> clock_timestamp() and (referral_id = $2 or slot_id = $3)
  returning slot_id as "slotId"`;

/** Places in groups that are held while a centre decides. Every step runs in the caller's transaction. */
export const placeLeases = {
  async takeTurn(tx: Transaction, slotId: string): Promise<void> {
    await tx.query("select pg_advisory_xact_lock(hashtextextended('places ' || $1, 0))", [slotId]);
  },

  async openGroups(tx: Transaction, organisationId: string, serviceId: string, now: Date): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(OPEN_GROUPS, [organisationId, serviceId, athensDay(now)]);
    return rows.map(({ id }) => id);
  },

  async isAwaited(tx: Transaction, slotId: string): Promise<boolean> {
    return (await tx.query<object[]>(FIRST, [slotId])).length > 0;
  },

  async next(tx: Transaction, slotId: string): Promise<Waiting | null> {
    return (await tx.query<Waiting[]>(NEXT, [slotId]))[0] ?? null;
  },

  async hold(tx: Transaction, lessee: Lessee, urgency: Urgency): Promise<boolean> {
    const { beneficiaryId, organisationId, placeId, referralId, entryId } = lessee;
    if ((await tx.query<object[]>(LOCK, [placeId])).length === 0) return false;
    const [look] = await tx.query<{ free: boolean }[]>(IS_FREE, [placeId, beneficiaryId]);
    if (!look!.free) return false;
    await tx.query(HOLD, [
      ...[newId(), beneficiaryId, organisationId, placeId, referralId, entryId],
      LEASE_HOURS[urgency],
    ]);
    return true;
  },

  /** Ends what is held for a child by a referral or in one group. The groups in which a place was. */
  async settle(
    tx: Transaction,
    beneficiaryId: string,
    about: { readonly referralId?: string; readonly slotId?: string; readonly admittedTo?: string },
  ): Promise<string[]> {
    const [rows] = await tx.query<[{ slotId: string }[], number]>(SETTLE, [
      ...[beneficiaryId, about.referralId ?? null, about.slotId ?? null, about.admittedTo ?? null],
    ]);
    return rows.map((row) => row.slotId);
  },
};
