import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { BeneficiaryRow } from "./beneficiary.row";

/** That something recorded of a person is wrong, addressed to who recorded it. Only its answer is ever added. */
@Entity("correction")
@Index("correction_id", ["id"])
@Index("correction_holder", ["holderId", "claimedAt", "id"])
@Check("correction_state", "state in ('OPEN', 'APPLIED', 'REFUSED')")
@Check("correction_answer", "(state = 'OPEN') = (answered_at is null) and (state = 'REFUSED') = (reason is not null)")
@Check("correction_reason", "reason in ('NOT_INCORRECT', 'NO_EVIDENCE', 'NOT_HELD_HERE')")
export class CorrectionRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "correction_pkey" })
  beneficiaryId!: string;

  @PrimaryColumn("uuid", { primaryKeyConstraintName: "correction_pkey" })
  id!: string;

  /** The organisation that recorded it: the centre, or an agency the person was referred to. */
  @Column("uuid")
  holderId!: string;

  @Column("text")
  category!: string;

  @Column("text")
  field!: string;

  @Column("text")
  wrong!: string;

  @Column("text")
  right!: string;

  @Column("text")
  evidence!: string;

  @Column("text")
  state!: string;

  @Column("uuid")
  claimedBy!: string;

  @Column("timestamp with time zone")
  claimedAt!: Date;

  @Column("uuid", { nullable: true })
  answeredBy!: string | null;

  @Column("timestamp with time zone", { nullable: true })
  answeredAt!: Date | null;

  @Column("text", { nullable: true })
  reason!: string | null;

  @ManyToOne(() => BeneficiaryRow)
  @JoinColumn({ name: "beneficiary_id", foreignKeyConstraintName: "correction_person" })
  beneficiary?: BeneficiaryRow;
}
