import type { Transaction } from "../../kernel/database/database";
import { prepared } from "../../kernel/database/prepared";
import { statement } from "../../kernel/database/statement";
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

/** A referral as it was read, and what it becomes. */
export interface Move {
  readonly before: Before;
  readonly after: Movable;
}

/** Whatever was moved since it was read stays as it is, and gets no step. */
const MOVE = statement<{ id: string }>(
  "referral_move",
  `with moved as (
    update referral r set version = r.version + 1,
      request_state = given."requestState", fulfilment_state = given."fulfilmentState",
      outcome = given."outcome", decline_reason = given."declineReason", reassessed_at = given."reassessedAt",
      sent_at = given."sentAt", remind_at = given."remindAt", due_at = given."dueAt",
      escalated_at = given."escalatedAt", expires_at = given."expiresAt", ended_at = given."endedAt",
      closed_at = given."closedAt"
    from jsonb_to_recordset($1::jsonb) as given("beneficiaryId" uuid, id uuid, version integer, "requestState" text,
      "fulfilmentState" text, outcome text, "declineReason" text, "reassessedAt" timestamptz, "sentAt" timestamptz,
      "remindAt" timestamptz, "dueAt" timestamptz, "escalatedAt" timestamptz, "expiresAt" timestamptz,
      "endedAt" timestamptz, "closedAt" timestamptz)
    where r.beneficiary_id = given."beneficiaryId" and r.id = given.id and r.version = given.version
    returning r.beneficiary_id, r.id, r.version, r.request_state, r.fulfilment_state
  ), stepped as (
    insert into referral_step (beneficiary_id, referral_id, number, command, request_state, fulfilment_state, at,
      actor_id, actor_organisation_id, reason, note)
    select beneficiary_id, id, version, $2, request_state, fulfilment_state, $3, $4::uuid, $5::uuid, $6, $7 from moved
  )
  select id from moved`,
);

/** Writes of referrals: the row, its history and what the agency is told always together, in the caller's transaction. */
export const referralWriter = {
  async insert(
    tx: Transaction,
    referrals: readonly ReferralRow[],
    command: ReferralCommand,
    mover: Mover,
  ): Promise<void> {
    await tx.insert(ReferralRow, [...referrals]);
    await tx.insert(
      ReferralStepRow,
      referrals.map((row) => toFirstStep(row, command, mover)),
    );
    const events = referrals.map((row) => arrivalOf(row as TellableReferral, mover.viewer, row.createdAt));
    await publish(
      tx,
      mover,
      events.filter((event) => event !== null),
    );
  },

  /**
   * Moves a referral from the version that was read. False, and nothing is written, when somebody moved it meanwhile: of
   * two who accept at once one wins.
   */
  async move(tx: Transaction, before: Before, after: Movable, mover: Mover, step: StepDetails): Promise<boolean> {
    return (await this.moveAll(tx, [{ before, after }], mover, step)) === 1;
  },

  /** Moves many by the same step; how many were still what they were read as. The others stay as they are. */
  async moveAll(tx: Transaction, moves: readonly Move[], mover: Mover, step: StepDetails): Promise<number> {
    const { viewer } = mover;
    const given = moves.map(({ before: { id, beneficiaryId, version }, after }) => ({
      ...{ id, beneficiaryId, version },
      ...movedColumns(after),
    }));
    const by = [actorOf(mover), viewer.organisationId, step.reason, step.note];
    const rows = await prepared(tx, MOVE, [JSON.stringify(given), step.command, step.at, ...by]);
    const moved = new Set(rows.map(({ id }) => id));
    const handed = moves.filter(({ before, after }) => moved.has(before.id) && changesHands(before, after));
    await publish(
      tx,
      mover,
      handed.map(({ before, after }) => eventOfMove(before, after, viewer, step.at)),
    );
    return moved.size;
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

const actorOf = ({ viewer }: Mover): string | null => (viewer === CLOCK ? null : viewer.id);

const toFirstStep = (row: ReferralRow, command: ReferralCommand, mover: Mover): ReferralStepRow => ({
  ...{ beneficiaryId: row.beneficiaryId, referralId: row.id, number: 1, command, at: row.createdAt },
  ...{ requestState: row.requestState, fulfilmentState: row.fulfilmentState, reason: null, note: null },
  ...{ actorId: actorOf(mover), actorOrganisationId: mover.viewer.organisationId },
});
