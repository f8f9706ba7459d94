import type { Transaction } from "../../kernel/database/database";
import type { TellableReferral } from "../domain/referral-events.rules";
import type { Movable } from "../domain/referral.rules";
import { WITHIN_REACH } from "./person.repository";
import { MOVED } from "./referral.repository";

/** A referral about to be moved by an event or by the clock: nobody else moves it before the transaction ends. */
export interface HeldReferral extends Movable, Omit<TellableReferral, keyof Movable> {
  readonly version: number;
  /** When its last step was taken. */
  readonly lastStepAt: Date;
}

const HELD = `r.id, r.beneficiary_id as "beneficiaryId", r.centre_id as "centreId", r.agency_id as "agencyId",
  r.service_id as "serviceId", r.service_domain as "serviceDomain", r.confidential, ${MOVED},
  (select max(s.at) from referral_step s where s.beneficiary_id = r.beneficiary_id and s.referral_id = r.id)
    as "lastStepAt"`;

const HOLD = `
  select ${HELD} from referral r
  where r.beneficiary_id = $1 and r.id = $2 and r.agency_id = $3 and ${WITHIN_REACH} for update of r`;

/** Null for a referral that is not of this person, or not within reach of this agency. Waits for whoever moves it. */
export async function holdReferral(
  tx: Transaction,
  personId: string,
  referralId: string,
  agencyId: string,
): Promise<HeldReferral | null> {
  const [held] = await tx.query<HeldReferral[]>(HOLD, [personId, referralId, agencyId]);
  return held ?? null;
}

/** Which alarm of a referral goes off, and what it calls for. Each has an index that holds only those still set. */
export const ALARMS = {
  REMIND: "r.remind_at <= $1",
  ESCALATE: "r.due_at <= $1 and r.escalated_at is null",
  EXPIRE: "r.expires_at <= $1",
} as const;

/**
 * Referrals whose alarm went off by `now`, at most so many. Those that somebody is moving this moment, a worker or
 * another instance of the clock, are left to them. In the order of people, in which the outbox wants to be written.
 */
export const holdRinging = (
  tx: Transaction,
  alarm: keyof typeof ALARMS,
  now: Date,
  most: number,
): Promise<HeldReferral[]> =>
  tx.query<HeldReferral[]>(
    `with ringing as (select r.beneficiary_id, r.id from referral r where ${ALARMS[alarm]} limit $2
       for update of r skip locked)
     select ${HELD} from ringing g join referral r on r.beneficiary_id = g.beneficiary_id and r.id = g.id
     order by r.beneficiary_id, r.id`,
    [now, most],
  );
