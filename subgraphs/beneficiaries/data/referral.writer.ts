import type { Transaction } from "../../kernel/database/database";
import { Refusal } from "../../kernel/refusal";
import { publish } from "../../kernel/outbox/publish";
import type { Call } from "../../kernel/viewer";
import { arrivalOf, changesHands, eventOfMove } from "../domain/referral-events.rules";
import type { Movable } from "../domain/referral.rules";
import type { ReferralRecord } from "./referral.repository";
import { ReferralRow, ReferralStepRow } from "./referral.row";

export interface StepDetails {
  readonly at: Date;
  readonly reason: string | null;
  readonly note: string | null;
}

/** Writes of referrals: the row, its history and what the agency is told always together, in the caller's transaction. */
export const referralWriter = {
  async insert(tx: Transaction, referral: ReferralRow, call: Call): Promise<void> {
    const { viewer } = call;
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
    const event = arrivalOf(referral, viewer, referral.createdAt);
    if (event) await publish(tx, call, event);
  },

  /**
   * Moves a referral from the version that was read. When somebody moved it meanwhile nothing is written: CONFLICT,
   * so that of two who accept at once one wins and the other is told.
   */
  async move(
    tx: Transaction,
    before: Pick<ReferralRecord, "id" | "beneficiaryId" | "version" | "state">,
    after: Movable,
    call: Call,
    step: StepDetails,
  ): Promise<void> {
    const { viewer } = call;
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
    await tellAgency(tx, before, state, call, step.at);
  },
};

/** The row is read again: what an agency is told of a referral is not what moves it. */
async function tellAgency(
  tx: Transaction,
  { id, beneficiaryId, state: from }: Pick<ReferralRecord, "id" | "beneficiaryId" | "state">,
  to: Movable["state"],
  call: Call,
  at: Date,
): Promise<void> {
  if (!changesHands(from, to)) return;
  const referral = await tx.findOneByOrFail(ReferralRow, { id, beneficiaryId });
  await publish(tx, call, eventOfMove(referral, to, call.viewer, at));
}
