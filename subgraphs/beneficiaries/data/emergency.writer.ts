import { refuseByConstraint } from "../../kernel/database/constraint";
import type { Transaction } from "../../kernel/database/database";
import { Refusal } from "../../kernel/refusal";
import type { Viewer } from "../../kernel/viewer";
import { EmergencyAccessRow, EmergencyAttemptRow, EmergencyReviewRow } from "./emergency.row";

/** Writes of emergency accesses, inside the caller's transaction. */
export const emergencyWriter = {
  /** Notes an attempt and answers how many the viewer made in the last hour, this one among them. */
  async attempt(tx: Transaction, attempt: EmergencyAttemptRow): Promise<number> {
    // Attempts of one person are counted one after the other: many at once are as many as in a row.
    await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 6))", [attempt.openerId]);
    await tx.insert(EmergencyAttemptRow, attempt);
    const [{ made }] = (await tx.query(
      "select count(*)::int as made from emergency_attempt where opener_id = $1 and at > now() - interval '1 hour'",
      [attempt.openerId],
    )) as [{ made: number }];
    return made;
  },

  /** CONFLICT when the same person is open to the viewer already. */
  async open(tx: Transaction, access: EmergencyAccessRow): Promise<void> {
    await tx.insert(EmergencyAccessRow, access).catch(openAlready);
  },

  /** False when it had ended already. */
  async end(tx: Transaction, beneficiaryId: string, id: string): Promise<boolean> {
    const { affected } = await tx
      .createQueryBuilder()
      .update(EmergencyAccessRow)
      .set({ endedAt: () => "now()" })
      .where("beneficiary_id = :beneficiaryId and id = :id and ended_at is null and until_at > now()")
      .setParameters({ beneficiaryId, id })
      .execute();
    return affected === 1;
  },

  /** CONFLICT when somebody reviewed it already. */
  async review(tx: Transaction, review: EmergencyReviewRow): Promise<void> {
    await tx.insert(EmergencyReviewRow, review).catch(reviewedAlready);
  },

  /** Whether the organisation is known to give a confidential service: then no centre is told that it asked. */
  async isDiscreet(tx: Transaction, organisationId: string): Promise<boolean> {
    const [{ discreet }] = (await tx.query("select coalesce(known_confidential($1), false) as discreet", [
      organisationId,
    ])) as [{ discreet: boolean }];
    return discreet;
  },

  /** The moment of the database: what the end of an access is counted from, and held against. */
  async now(tx: Transaction): Promise<Date> {
    const [{ now }] = (await tx.query("select now()")) as [{ now: Date }];
    return now;
  },
};

export const attemptOf = (viewer: Viewer, id: string): EmergencyAttemptRow => ({
  id,
  openerId: viewer.id,
  organisationId: viewer.organisationId!,
  at: new Date(),
});

const openAlready = refuseByConstraint({
  emergency_access_once: () => new Refusal("CONFLICT", "You have this file open already.", { state: "OPEN" }),
});

const reviewedAlready = refuseByConstraint({
  emergency_review_pkey: () => new Refusal("CONFLICT", "This access was reviewed already.", { state: "REVIEWED" }),
});
