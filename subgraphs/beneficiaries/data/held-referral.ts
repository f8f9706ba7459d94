import type { Transaction } from "../../kernel/database/database";
import type { Movable } from "../domain/referral.rules";

/** A referral about to be moved by what its agency did: nobody else moves it before the transaction ends. */
export interface HeldReferral extends Movable {
  readonly id: string;
  readonly beneficiaryId: string;
  readonly serviceId: string;
  readonly version: number;
  /** When its last step was taken. */
  readonly lastStepAt: Date;
}

const HOLD = `
  select r.id, r.beneficiary_id as "beneficiaryId", r.service_id as "serviceId", r.version, r.state, r.urgency,
    r.sent_at as "sentAt", r.due_at as "dueAt", r.ended_at as "endedAt", r.closed_at as "closedAt", r.outcome,
    (select max(s.at) from referral_step s where s.beneficiary_id = r.beneficiary_id and s.referral_id = r.id)
      as "lastStepAt"
  from referral r
  where r.beneficiary_id = $1 and r.id = $2 and r.agency_id = $3 and r.sent_at is not null for update of r`;

/** Null for a referral that is not of this person, or not addressed to this agency. Waits for whoever moves it. */
export async function holdReferral(
  tx: Transaction,
  personId: string,
  referralId: string,
  agencyId: string,
): Promise<HeldReferral | null> {
  const [held] = await tx.query<HeldReferral[]>(HOLD, [personId, referralId, agencyId]);
  return held ?? null;
}
