import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import type { ErasedRecord } from "../../kernel/retention/erasure.service";
import { SubjectRequestRow } from "./subject-request.row";

/** What one owner answered to an erasure. Written once, and kept with the request. */
@Entity("erasure_outcome")
export class ErasureOutcomeRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "erasure_outcome_pkey" })
  beneficiaryId!: string;

  @PrimaryColumn("uuid", { primaryKeyConstraintName: "erasure_outcome_pkey" })
  requestId!: string;

  @PrimaryColumn("text", { primaryKeyConstraintName: "erasure_outcome_pkey" })
  owner!: string;

  @Column("timestamp with time zone")
  at!: Date;

  @Column("jsonb")
  records!: ErasedRecord[];

  @ManyToOne(() => SubjectRequestRow)
  @JoinColumn([
    {
      name: "beneficiary_id",
      referencedColumnName: "beneficiaryId",
      foreignKeyConstraintName: "erasure_outcome_request",
    },
    { name: "request_id", referencedColumnName: "id", foreignKeyConstraintName: "erasure_outcome_request" },
  ])
  request?: SubjectRequestRow;
}
