import { In } from "typeorm";
import type { Transaction } from "../../kernel/database/database";
import type { EnrolmentRecord } from "./childcare-file.repository";
import { OFFER_PAIRS } from "./childcare-file.repository";
import type { Group, Held } from "../domain/enrolment.rules";
import { EnrolmentRow } from "./enrolment.row";

const TIMES = `s.weekdays, to_char(s.starts_at, 'HH24:MI') as "startsAt", to_char(s.ends_at, 'HH24:MI') as "endsAt"`;
const OFFER = `slot s join activity a on a.id = s.activity_id join centre c on c.id = a.centre_id
  join term t on t.id = s.term_id`;

/** A group of the organisation. The counter of its places, not this look, is what keeps it from being overfull. */
export const SLOT = `
  select s.id, ${TIMES}, a.ages_from as "agesFrom", a.ages_to as "agesTo", t.starts_on as "termStartsOn",
    t.ends_on as "termEndsOn"
  from ${OFFER} where s.id = $1 and s.organisation_id = $2`;
export type Slot = Group & { readonly id: string };

export const HOLD_ENROLMENT = `
  select e.id, e.beneficiary_id as "beneficiaryId", e.referral_id as "referralId", e.slot_id as "slotId", e.status,
    e.starts_on as "startsOn", e.ends_on as "endsOn", t.ends_on as "termEndsOn", ${TIMES}
  from enrolment e join slot s on s.id = e.slot_id join term t on t.id = s.term_id
  where e.id = $1 and e.organisation_id = $2 for update of e`;
export type HeldEnrolment = Held & {
  readonly id: string;
  readonly beneficiaryId: string;
  readonly referralId: string | null;
  readonly slotId: string;
};

/** Places the child has here at the same part of the year. $3 is the term's first day, $4 its last. */
const OTHERS = `
  select ${TIMES} from enrolment e join slot s on s.id = e.slot_id join term t on t.id = s.term_id
  where e.beneficiary_id = $1 and e.organisation_id = $2 and e.status = 'ENROLLED'
    and t.starts_on <= $4::date and t.ends_on >= $3::date
    and (e.ends_on is null or e.ends_on >= current_date)`;

const WISH = `select id from enrolment where beneficiary_id = $1 and slot_id = $2 and organisation_id = $3
  and status in ('APPLIED','WAITLISTED') for update`;

const READ = `
  select json_build_object('id', e.id, 'beneficiaryId', e.beneficiary_id, 'status', e.status, 'startsOn', e.starts_on,
    'endsOn', e.ends_on, 'guardianId', e.guardian_beneficiary_id, 'guardianName', e.guardian_name,
    'referralId', e.referral_id, 'present', h.present, 'absent', h.absent, 'lastAttendedOn', h.last, ${OFFER_PAIRS})
    as enrolment
  from enrolment e join ${OFFER} on s.id = e.slot_id
  cross join lateral (select count(*) filter (where status = 'PRESENT' and day > current_date - 30) as present,
      count(*) filter (where status = 'ABSENT' and day > current_date - 30) as absent,
      max(day) filter (where status = 'PRESENT') as last
    from attendance where beneficiary_id = e.beneficiary_id and enrolment_id = e.id) h
  where e.id = $1`;

const ATTEND = `
  insert into attendance (beneficiary_id, enrolment_id, day, status) values ($1, $2, $3, $4)
  on conflict (beneficiary_id, enrolment_id, day) do update set status = excluded.status`;

/** Children's places, inside the caller's transaction. */
export const enrolments = {
  /** One at a time gives a child places: two groups at the same hour cannot both look free. */
  async takeTurn(tx: Transaction, beneficiaryId: string): Promise<void> {
    await tx.query("select pg_advisory_xact_lock(hashtextextended('child ' || $1, 0))", [beneficiaryId]);
  },

  async add(tx: Transaction, enrolment: Omit<EnrolmentRow, "slot">): Promise<void> {
    await tx.insert(EnrolmentRow, enrolment);
  },

  async change(tx: Transaction, id: string, change: Partial<Omit<EnrolmentRow, "slot">>): Promise<void> {
    await tx.update(EnrolmentRow, { id }, change);
  },

  /** When the child is elsewhere in this organisation during a term. */
  meetingsOf(tx: Transaction, beneficiaryId: string, organisationId: string, { termStartsOn, termEndsOn }: Slot) {
    return tx.query<Pick<Held, "weekdays" | "startsAt" | "endsAt">[]>(OTHERS, [
      ...[beneficiaryId, organisationId, termStartsOn, termEndsOn],
    ]);
  },

  /** The child's place on the list of a group, held; null for who is on none. */
  async findWish(
    tx: Transaction,
    beneficiaryId: string,
    slotId: string,
    organisationId: string,
  ): Promise<string | null> {
    const [wish] = await tx.query<{ id: string }[]>(WISH, [beneficiaryId, slotId, organisationId]);
    return wish?.id ?? null;
  },

  /** The child waits no more for what a referral asked. */
  async cancelWishes(tx: Transaction, beneficiaryId: string, referralId: string): Promise<void> {
    await tx.update(
      EnrolmentRow,
      { beneficiaryId, referralId, status: In(["APPLIED", "WAITLISTED"]) },
      { status: "CANCELLED" },
    );
  },

  /** Whether the child came on a day; what was recorded before is corrected. */
  async attend(tx: Transaction, { id, beneficiaryId }: HeldEnrolment, day: string, status: string): Promise<void> {
    await tx.query(ATTEND, [beneficiaryId, id, day, status]);
  },

  read: async (tx: Transaction, id: string): Promise<EnrolmentRecord> => {
    const [row] = await tx.query<{ enrolment: EnrolmentRecord }[]>(READ, [id]);
    return row!.enrolment;
  },
};
