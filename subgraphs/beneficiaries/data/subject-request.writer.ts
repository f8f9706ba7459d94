import { refuseByConstraint } from "../../kernel/database/constraint";
import type { Transaction } from "../../kernel/database/database";
import { Refusal } from "../../kernel/refusal";
import type { Viewer } from "../../kernel/viewer";
import { isEnded, type RequestReason, type Standing } from "../domain/subject-request.rules";
import { ErasureOutcomeRow } from "./erasure-outcome.row";
import type { SubjectRequestRecord } from "./subject-request.repository";
import { SubjectRequestRow, SubjectRequestStepRow } from "./subject-request.row";

/** Writes of requests: the row and its history always together, inside the caller's transaction. */
export const subjectRequestWriter = {
  async insert(tx: Transaction, request: SubjectRequestRow): Promise<void> {
    await tx.insert(SubjectRequestRow, request).catch(alreadyOpen);
    await tx.insert(SubjectRequestStepRow, {
      beneficiaryId: request.beneficiaryId,
      requestId: request.id,
      number: 1,
      state: request.state,
      at: request.openedAt,
      actorId: request.openedBy,
      reason: null,
      note: null,
    });
  },

  /** Moves a request from the version that was read; CONFLICT, and nothing is written, when somebody was faster. */
  async move(
    tx: Transaction,
    before: SubjectRequestRecord,
    after: Standing,
    viewer: Viewer,
    step: { readonly at: Date; readonly reason: RequestReason | null; readonly note: string | null },
  ): Promise<void> {
    const { id, beneficiaryId } = before;
    const version = before.version + 1;
    const { affected } = await tx
      .createQueryBuilder()
      .update(SubjectRequestRow)
      .set({ state: after.state, dueOn: after.dueOn, endedAt: isEnded(after.state) ? step.at : null, version })
      .where("beneficiary_id = :beneficiaryId and id = :id and version = :read", {
        beneficiaryId,
        id,
        read: before.version,
      })
      .execute();
    if (affected !== 1) {
      throw new Refusal("CONFLICT", "Somebody else decided on this request at the same moment. Look again.");
    }
    await tx.insert(SubjectRequestStepRow, {
      beneficiaryId,
      requestId: id,
      number: version,
      state: after.state,
      actorId: viewer.id,
      ...step,
    });
  },

  /** What an owner answered to an erasure; an answer that is there already stays. */
  async noteOutcome(tx: Transaction, outcome: ErasureOutcomeRow): Promise<void> {
    await tx.createQueryBuilder().insert().into(ErasureOutcomeRow).values(outcome).orIgnore().execute();
  },
};

const alreadyOpen = refuseByConstraint({
  subject_request_open: () =>
    new Refusal("CONFLICT", "This person has an open request of this kind already.", { field: "kind" }),
});
