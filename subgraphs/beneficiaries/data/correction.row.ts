import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { BeneficiaryRow } from "./beneficiary.row";

/** That something recorded of a person is wrong, addressed to who recorded it. Only its answer is ever added. */
@Entity("correction")
@Index("correction_id", ["id"])
@Index("correction_holder", ["holderId", "claimedAt", "id"])
@Check("correction_state", "state in ('OPEN', 'APPLIED', 'REFUSED')")
@Check("correction_answer", "(state = 'OPEN') = (answered_at is null) and (state = 'REFUSED') = (reason is not null)")
@Check("correction_replaced", "replaced_sealed is null or state = 'APPLIED'")
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

  /** Sealed, for it may be a number; null in claims of the time before it was. */
  @Column("bytea", { nullable: true })
  wrongSealed!: Buffer | null;

  @Column("bytea", { nullable: true })
  rightSealed!: Buffer | null;

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

  /** What stood in the record until this correction changed it. */
  @Column("bytea", { nullable: true })
  replacedSealed!: Buffer | null;

  @ManyToOne(() => BeneficiaryRow)
  @JoinColumn({ name: "beneficiary_id", foreignKeyConstraintName: "correction_person" })
  beneficiary?: BeneficiaryRow;
}
