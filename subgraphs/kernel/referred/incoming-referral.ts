import type { Transaction } from "../database/database";
import { isId, NOBODY } from "../identifier";

export type Urgency = "EMERGENCY" | "URGENT" | "ROUTINE";

/** A referral as the agency it is addressed to knows it. */
export interface IncomingReferral {
  readonly id: string;
  readonly beneficiaryId: string;
  readonly organisationId: string;
  readonly centreId: string;
  readonly serviceId: string;
  readonly urgency: Urgency;
  readonly confidential: boolean;
  readonly sentAt: Date;
}

/** Whom a record is about, and which referral is said to have led to it. */
export interface Named {
  readonly beneficiaryId: string;
  readonly referralId?: string | null;
}

/** How long after its end a referral still gives its agency the person (rule 2 of the privacy rules). */
export const DAYS_AFTER_END = 30;

/**
 * Nobody who was erased is entered again by an event that comes late. A referral that is reopened, or taken up again
 * after a pause, is the agency's again.
 */
const ENTER = `
  insert into incoming_referral (beneficiary_id, id, organisation_id, centre_id, service_id, urgency, confidential, sent_at)
  select $1, $2, $3, $4, $5, $6, $7, $8
  where not exists (select from wall_erased e where e.beneficiary_id = $1)
  on conflict (beneficiary_id, id) do update set ended_at = null
  returning id`;

/** Stores what the centres told; false when the person is not kept here any more. */
export async function enterReferral(tx: Transaction, referral: IncomingReferral): Promise<boolean> {
  const { beneficiaryId, id, organisationId, centreId, serviceId, urgency, confidential, sentAt } = referral;
  const to = [beneficiaryId, id, organisationId, centreId, serviceId];
  const entered: unknown[] = await tx.query(ENTER, [...to, urgency, confidential, sentAt]);
  return entered.length > 0;
}

const COLUMNS = `r.id, r.beneficiary_id as "beneficiaryId", r.organisation_id as "organisationId",
  r.centre_id as "centreId", r.service_id as "serviceId", r.urgency, r.confidential, r.sent_at as "sentAt"`;

const END = `update incoming_referral r set ended_at = $3 where r.beneficiary_id = $1 and r.id = $2 and r.ended_at is null
  returning ${COLUMNS}`;

/** The referral is not the agency's any more; null when it was not. */
export async function endReferral(tx: Transaction, personId: string, id: string, at: Date) {
  // typeorm answers an update with its rows and their number.
  const [[ended]] = await tx.query<[IncomingReferral[], number]>(END, [personId, id, at]);
  return ended ?? null;
}

/** The named one, or the one that is open, the latest first. $3 is null where none is named. */
const RECALL = `
  select ${COLUMNS} from incoming_referral r
  where r.beneficiary_id = $1 and r.organisation_id = $2 and ($3::uuid is null or r.id = $3)
    and (r.ended_at is null or r.ended_at > now() - make_interval(days => ${DAYS_AFTER_END}))
  order by r.ended_at nulls first, r.sent_at desc, r.id limit 1`;

/**
 * The referral by which an organisation has to do with a person: the named one, or if none is named the latest. Null
 * for a stranger, for another agency's referral, and 30 days after its end: all alike.
 */
export async function recallReferral(
  tx: Transaction,
  organisationId: string,
  { beneficiaryId, referralId = null }: Named,
): Promise<IncomingReferral | null> {
  if (!isId(beneficiaryId)) return null;
  const named = referralId === null || isId(referralId) ? referralId : NOBODY;
  const [referral] = await tx.query<IncomingReferral[]>(RECALL, [beneficiaryId, organisationId, named]);
  return referral ?? null;
}
