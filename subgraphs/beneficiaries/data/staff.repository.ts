import type DataLoader from "dataloader";
import { refuseByConstraint } from "../../kernel/database/constraint";
import type { Database, Transaction } from "../../kernel/database/database";
import { statement } from "../../kernel/database/statement";
import { listLoader } from "../../kernel/loader";
import { Refusal } from "../../kernel/refusal";
import type { Viewer } from "../../kernel/viewer";
import { StaffMarkRow } from "./staff-mark.row";

export interface StaffMarkRecord {
  readonly beneficiaryId: string;
  readonly organisationId: string;
  readonly workerId: string | null;
  readonly markedAt: Date;
}

/** $1 people. Row security shows them to the head of the centre and the officer who answers the person. */
const MARKS = statement<StaffMarkRecord>(
  "staff_marks",
  `select s.beneficiary_id as "beneficiaryId", s.organisation_id as "organisationId", s.worker_id as "workerId",
    s.marked_at as "markedAt"
  from staff_mark s where s.beneficiary_id = any($1) and s.ended_at is null order by s.marked_at, s.id`,
);

/** For whom people work, as their centre's head marked it. Born with the request. */
export class StaffRepository {
  private readonly marks: DataLoader<string, StaffMarkRecord[]>;

  constructor(database: Database, viewer: Viewer) {
    this.marks = listLoader(
      (ids) => database.rows(viewer, MARKS, [ids]),
      (row) => row.beneficiaryId,
    );
  }

  list(beneficiaryId: string): Promise<StaffMarkRecord[]> {
    return this.marks.load(beneficiaryId);
  }

  forget(beneficiaryId: string): void {
    this.marks.clear(beneficiaryId);
  }

  /** CONFLICT when the person is marked for this organisation already. */
  async mark(tx: Transaction, mark: StaffMarkRow): Promise<void> {
    await tx.insert(StaffMarkRow, mark).catch(markedAlready);
  }

  /** False when there was no such mark. */
  async unmark(tx: Transaction, beneficiaryId: string, organisationId: string): Promise<boolean> {
    const { affected } = await tx
      .createQueryBuilder()
      .update(StaffMarkRow)
      .set({ endedAt: () => "now()" })
      .where("beneficiary_id = :beneficiaryId and organisation_id = :organisationId and ended_at is null")
      .setParameters({ beneficiaryId, organisationId })
      .execute();
    return affected === 1;
  }
}

const markedAlready = refuseByConstraint({
  staff_mark_once: () => new Refusal("CONFLICT", "This person is marked as staff of this organisation already."),
});
