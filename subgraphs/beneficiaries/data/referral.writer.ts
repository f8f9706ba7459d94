import type { Transaction } from "../../kernel/database/database";
import { publish } from "../../kernel/outbox/publish";
import { CLOCK, type Actor } from "../../kernel/viewer";
import type { ReferralCommand } from "../domain/referral.machine";
import { arrivalOf, changesHands, eventOfMove, type TellableReferral } from "../domain/referral-events.rules";
import type { Movable } from "../domain/referral.rules";
import { ReferralRow, ReferralStepRow } from "./referral.row";

export interface StepDetails {
  readonly command: ReferralCommand;
  readonly at: Date;
  readonly reason: string | null;
  readonly note: string | null;
}

/** Who moves a referral, and in which request. */
export interface Mover {
  readonly viewer: Actor;
  readonly requestId: string;
}

/** A referral as it was read. */
interface Before extends TellableReferral {
  readonly version: number;
}

/** Writes of referrals: the row, its history and what the agency is told always together, in the caller's transaction. */
export const referralWriter = {
  /** New referrals, told of in the order of people: so two who refer a family at once do not wait for each other. */
  async insert(
    tx: Transaction,
    referrals: readonly ReferralRow[],
    command: ReferralCommand,
    mover: Mover,
  ): Promise<void> {
    await tx.insert(ReferralRow, [...referrals]);
    await tx.insert(
      ReferralStepRow,
      referrals.map((row) => toStep(row, row, 1, { command, at: row.createdAt, reason: null, note: null }, mover)),
    );
    const inOrder = referrals.toSorted((one, other) => (one.beneficiaryId < other.beneficiaryId ? -1 : 1));
    for (const row of inOrder) {
      const event = arrivalOf(row as TellableReferral, mover.viewer, row.createdAt);
      if (event) await publish(tx, mover, event);
    }
  },

  /**
   * Moves a referral from the version that was read. False, and nothing is written, when somebody moved it meanwhile: of
   * two who accept at once one wins.
   */
  async move(tx: Transaction, before: Before, after: Movable, mover: Mover, step: StepDetails): Promise<boolean> {
    const { id, beneficiaryId: person, version: read } = before;
    const version = read + 1;
    const { affected } = await tx
      .createQueryBuilder()
      .update(ReferralRow)
      .set({ ...movedColumns(after), version })
      .where("beneficiary_id = :person and id = :id and version = :read", { person, id, read })
      .execute();
    if (affected !== 1) return false;
    await tx.insert(ReferralStepRow, toStep(before, after, version, step, mover));
    if (changesHands(before, after)) await publish(tx, mover, eventOfMove(before, after, mover.viewer, step.at));
    return true;
  },
};

const movedColumns = (after: Movable) => ({
  requestState: after.requestState,
  fulfilmentState: after.fulfilmentState,
  outcome: after.outcome,
  declineReason: after.declineReason,
  reassessedAt: after.reassessedAt,
  sentAt: after.sentAt,
  remindAt: after.remindAt,
  dueAt: after.dueAt,
  escalatedAt: after.escalatedAt,
  expiresAt: after.expiresAt,
  endedAt: after.endedAt,
  closedAt: after.closedAt,
});

type States = Pick<ReferralRow, "requestState" | "fulfilmentState">;

const toStep = (
  { id: referralId, beneficiaryId }: Pick<ReferralRow, "id" | "beneficiaryId">,
  { requestState, fulfilmentState }: States,
  number: number,
  step: StepDetails,
  { viewer }: Mover,
): ReferralStepRow => ({
  ...{ beneficiaryId, referralId, number, requestState, fulfilmentState, ...step },
  actorId: viewer === CLOCK ? null : viewer.id,
  actorOrganisationId: viewer.organisationId,
});
