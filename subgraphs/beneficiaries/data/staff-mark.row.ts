import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { BeneficiaryRow } from "./beneficiary.row";

/** A person who works for an organisation of the hub: their colleagues may not open their file in an emergency. */
@Entity("staff_mark")
@Index("staff_mark_once", ["beneficiaryId", "organisationId"], { unique: true, where: "ended_at is null" })
export class StaffMarkRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "staff_mark_pkey" })
  beneficiaryId!: string;

  @PrimaryColumn("uuid", { primaryKeyConstraintName: "staff_mark_pkey" })
  id!: string;

  @Column("uuid")
  organisationId!: string;

  /** The subject of their token, where it is known: nobody opens their own file either. */
  @Column("uuid", { nullable: true })
  workerId!: string | null;

  @Column("uuid")
  markedBy!: string;

  @Column("timestamp with time zone")
  markedAt!: Date;

  @Column("timestamp with time zone", { nullable: true })
  endedAt!: Date | null;

  @ManyToOne(() => BeneficiaryRow)
  @JoinColumn({ name: "beneficiary_id", foreignKeyConstraintName: "staff_mark_person" })
  beneficiary?: BeneficiaryRow;
}
