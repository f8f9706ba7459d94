import { Check, Column, Entity, Exclusion, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { BeneficiaryRow } from "./beneficiary.row";

/** That somebody tried to open a file in an emergency, whatever came of it; not whose. Counted, and never removed. */
@Entity("emergency_attempt")
@Index("emergency_attempt_opener", ["openerId", "at"])
export class EmergencyAttemptRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "emergency_attempt_pkey" })
  id!: string;

  @Column("uuid")
  openerId!: string;

  @Column("uuid")
  organisationId!: string;

  @Column("timestamp with time zone")
  at!: Date;
}

/** A break-glass access: who opened which categories of whom, why, until when. One at a time per opener and person. */
@Entity("emergency_access")
@Index("emergency_access_id", ["id"])
@Index("emergency_access_time", ["openedAt", "id"])
@Check("emergency_access_period", "until_at > opened_at and until_at <= opened_at + interval '3 hours'")
@Check("emergency_access_end", "ended_at >= opened_at")
@Check("emergency_access_categories", "'IDENTITY' = any (categories) and not 'SAFETY' = any (categories)")
@Check("emergency_access_role", "opener_role in ('CASEWORKER', 'CENTRE_HEAD', 'AGENCY_WORKER', 'AGENCY_HEAD')")
@Exclusion(
  "emergency_access_once",
  "using gist (opener_id with =, beneficiary_id with =, tstzrange(opened_at, coalesce(ended_at, until_at)) with &&)",
)
export class EmergencyAccessRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "emergency_access_pkey" })
  beneficiaryId!: string;

  @PrimaryColumn("uuid", { primaryKeyConstraintName: "emergency_access_pkey" })
  id!: string;

  @Column("uuid")
  openerId!: string;

  @Column("text")
  openerRole!: string;

  @Column("uuid")
  organisationId!: string;

  /** The centre that was responsible for the person when it was opened. */
  @Column("uuid")
  centreId!: string;

  @Column("text", { array: true })
  categories!: string[];

  @Column("text")
  reason!: string;

  @Column("timestamp with time zone")
  openedAt!: Date;

  @Column("timestamp with time zone")
  untilAt!: Date;

  /** When the opener ended it before its time; null when they did not. */
  @Column("timestamp with time zone", { nullable: true })
  endedAt!: Date | null;

  @ManyToOne(() => BeneficiaryRow)
  @JoinColumn({ name: "beneficiary_id", foreignKeyConstraintName: "emergency_access_person" })
  beneficiary?: BeneficiaryRow;
}

/** What a head or the officer found when they looked at an emergency access. Once, and never changed. */
@Entity("emergency_review")
@Check("emergency_review_verdict", "verdict in ('JUSTIFIED', 'NOT_JUSTIFIED', 'NEEDS_FOLLOW_UP')")
export class EmergencyReviewRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "emergency_review_pkey" })
  beneficiaryId!: string;

  @PrimaryColumn("uuid", { primaryKeyConstraintName: "emergency_review_pkey" })
  accessId!: string;

  @Column("uuid")
  reviewerId!: string;

  @Column("text")
  reviewerRole!: string;

  @Column("text")
  verdict!: string;

  @Column("text", { nullable: true })
  note!: string | null;

  @Column("timestamp with time zone")
  at!: Date;

  @ManyToOne(() => EmergencyAccessRow)
  @JoinColumn([
    {
      name: "beneficiary_id",
      referencedColumnName: "beneficiaryId",
      foreignKeyConstraintName: "emergency_review_access",
    },
    { name: "access_id", referencedColumnName: "id", foreignKeyConstraintName: "emergency_review_access" },
  ])
  access?: EmergencyAccessRow;
}
