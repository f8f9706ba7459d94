import { Check, Column, Entity, Exclusion, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { BedRow } from "./facility.row";

/** Nights of one person in one bed. Stays that hold their bed never overlap, neither per bed nor per person here. */
@Entity("stay")
@Index("stay_person", ["beneficiaryId", "confidential"])
@Check("stay_period", "not isempty(period) and not lower_inf(period) and not upper_inf(period)")
@Check("stay_status", "status in ('BOOKED','IN_HOUSE','LEFT','CANCELLED','NO_SHOW')")
@Check(
  "stay_leaving_reason",
  "leaving_reason in ('OWN_HOME','FAMILY_OR_FRIENDS','OTHER_FACILITY','HOSPITAL_OR_CARE','PERIOD_ENDED','OWN_WISH'," +
    "'WITHOUT_NOTICE','ASKED_TO_LEAVE','DID_NOT_ARRIVE','OTHER')",
)
@Exclusion("stay_bed_once", "using gist (bed_id with =, period with &&) where (status in ('BOOKED','IN_HOUSE'))")
@Exclusion(
  "stay_person_once",
  "using gist (organisation_id with =, beneficiary_id with =, period with &&) where (status in ('BOOKED','IN_HOUSE'))",
)
export class StayRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "stay_pkey" })
  id!: string;

  @Column("uuid")
  beneficiaryId!: string;

  @Column("uuid")
  organisationId!: string;

  @Column("uuid")
  bedId!: string;

  @ManyToOne(() => BedRow)
  @JoinColumn({ name: "bed_id", foreignKeyConstraintName: "stay_bed" })
  bed?: BedRow;

  @Column("uuid", { nullable: true })
  referralId!: string | null;

  /** [first night, day of leaving). Never empty: who leaves on the day of arrival keeps that night. */
  @Column("daterange")
  period!: string;

  @Column("text")
  status!: string;

  @Column("timestamptz", { nullable: true })
  admittedAt!: Date | null;

  /** When the leaving was recorded; the day itself ends the period. */
  @Column("timestamptz", { nullable: true })
  leftAt!: Date | null;

  @Column("text", { nullable: true })
  leavingReason!: string | null;

  /** Of a refuge. The database sets it, from the house. */
  @Column({ type: "boolean", default: true, insert: false, update: false })
  confidential?: boolean;
}

/** Every state a stay was in: who set it, when and why. Rows are only ever added. */
@Entity("stay_history")
@Index("stay_history_order", ["stayId", "at"])
export class StayHistoryRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "stay_history_pkey" })
  id!: string;

  @Column("uuid")
  stayId!: string;

  @ManyToOne(() => StayRow)
  @JoinColumn({ name: "stay_id", foreignKeyConstraintName: "stay_history_stay" })
  stay?: StayRow;

  @Column("uuid")
  beneficiaryId!: string;

  @Column("text")
  status!: string;

  @Column("text", { nullable: true })
  reason!: string | null;

  @Column("timestamptz")
  at!: Date;

  @Column("text")
  workerId!: string;
}
