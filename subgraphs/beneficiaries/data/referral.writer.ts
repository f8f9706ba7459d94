import type { Transaction } from "../../kernel/database/database";
import { Refusal } from "../../kernel/refusal";
import type { Viewer } from "../../kernel/viewer";
import type { Movable } from "../domain/referral.rules";
import type { ReferralRecord } from "./referral.repository";
import { ReferralRow, ReferralStepRow } from "./referral.row";

export interface StepDetails {
  readonly at: Date;
  readonly reason: string | null;
  readonly note: string | null;
}

/** Writes of referrals: the row and its history always together, inside the caller's transaction. */
export const referralWriter = {
  async insert(tx: Transaction, referral: ReferralRow, viewer: Viewer): Promise<void> {
    await tx.insert(ReferralRow, referral);
    await tx.insert(ReferralStepRow, {
      beneficiaryId: referral.beneficiaryId,
      referralId: referral.id,
      number: 1,
      state: referral.state,
      at: referral.createdAt,
      actorId: viewer.id,
      actorOrganisationId: viewer.organisationId,
      reason: null,
      note: null,
    });
  },

  /**
   * Moves a referral from the version that was read. When somebody moved it meanwhile nothing is written: CONFLICT,
   * so that of two who accept at once one wins and the other is told.
   */
  async move(
    tx: Transaction,
    before: Pick<ReferralRecord, "id" | "beneficiaryId" | "version" | "state">,
    after: Movable,
    viewer: Viewer,
    step: StepDetails,
  ): Promise<void> {
    const { state, outcome, sentAt, dueAt, endedAt, closedAt } = after;
    const version = before.version + 1;
    const { affected } = await tx
      .createQueryBuilder()
      .update(ReferralRow)
      .set({ state, outcome, sentAt, dueAt, endedAt, closedAt, version })
      .where("beneficiary_id = :person and id = :id and version = :read", {
        person: before.beneficiaryId,
        id: before.id,
        read: before.version,
      })
      .execute();
    if (affected !== 1) {
      throw new Refusal("CONFLICT", "Somebody else moved this referral at the same moment. Look again.", {
        state: before.state,
      });
    }
    await tx.insert(ReferralStepRow, {
      beneficiaryId: before.beneficiaryId,
      referralId: before.id,
      number: version,
      state,
      actorId: viewer.id,
      actorOrganisationId: viewer.organisationId,
      ...step,
    });
  },
};
