import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { BeneficiaryRow } from "./beneficiary.row";

const STATES =
  "'DRAFT', 'SENT', 'RECEIVED', 'ACCEPTED', 'WAITLISTED', 'IN_PROGRESS', 'ON_HOLD', 'COMPLETED', 'DECLINED', " +
  "'WITHDRAWN', 'CANCELLED', 'EXPIRED', 'TRANSFERRED', 'REOPENED'";

/** A referral: the sender's request and the agency's fulfilment. `version` counts its steps: who is late gets CONFLICT. */
@Entity("referral")
@Index("referral_person", ["beneficiaryId", "createdAt", "id"])
@Index("referral_id", ["id"])
@Index("referral_inbox", ["agencyId", "sentAt", "id"], { where: "sent_at is not null" })
@Index("referral_reach", ["beneficiaryId", "agencyId"], { where: "sent_at is not null" })
@Check("referral_state", `state in (${STATES})`)
@Check("referral_urgency", "urgency in ('EMERGENCY', 'URGENT', 'ROUTINE')")
export class ReferralRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "referral_pkey" })
  beneficiaryId!: string;

  @PrimaryColumn("uuid", { primaryKeyConstraintName: "referral_pkey" })
  id!: string;

  @Column("uuid")
  centreId!: string;

  @Column("uuid")
  authorId!: string;

  @Column("uuid", { nullable: true })
  needId!: string | null;

  @Column("uuid")
  serviceId!: string;

  /** Copied from the service at sending: what a consent to all services of a domain is held against. */
  @Column("text", { nullable: true })
  serviceDomain!: string | null;

  @Column("uuid")
  agencyId!: string;

  @Column("uuid", { nullable: true })
  programmeId!: string | null;

  /** Copied from the service at sending: a confidential referral stays hidden whatever the service becomes. */
  @Column("boolean")
  confidential!: boolean;

  @Column("text")
  urgency!: string;

  @Column("text", { nullable: true })
  note!: string | null;

  @Column("boolean")
  doNotContact!: boolean;

  @Column("text")
  state!: string;

  @Column("text", { nullable: true })
  outcome!: string | null;

  @Column("timestamp with time zone")
  createdAt!: Date;

  @Column("timestamp with time zone", { nullable: true })
  sentAt!: Date | null;

  /** When the owner of the next step should have taken it; null when the referral has ended. */
  @Column("timestamp with time zone", { nullable: true })
  dueAt!: Date | null;

  @Column("timestamp with time zone", { nullable: true })
  endedAt!: Date | null;

  /** When the sender confirmed the close: the loop is closed. */
  @Column("timestamp with time zone", { nullable: true })
  closedAt!: Date | null;

  @Column("integer")
  version!: number;

  @ManyToOne(() => BeneficiaryRow)
  @JoinColumn({ name: "beneficiary_id", foreignKeyConstraintName: "referral_person_fkey" })
  beneficiary?: BeneficiaryRow;
}

/** One step of a referral's history, gapless from 1. Never changed, never deleted. */
@Entity("referral_step")
export class ReferralStepRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "referral_step_pkey" })
  beneficiaryId!: string;

  @PrimaryColumn("uuid", { primaryKeyConstraintName: "referral_step_pkey" })
  referralId!: string;

  @PrimaryColumn("integer", { primaryKeyConstraintName: "referral_step_pkey" })
  number!: number;

  @Column("text")
  state!: string;

  @Column("timestamp with time zone")
  at!: Date;

  /** Null when the clock did it. */
  @Column("uuid", { nullable: true })
  actorId!: string | null;

  @Column("uuid", { nullable: true })
  actorOrganisationId!: string | null;

  @Column("text", { nullable: true })
  reason!: string | null;

  @Column("text", { nullable: true })
  note!: string | null;

  @ManyToOne(() => ReferralRow)
  @JoinColumn([
    {
      name: "beneficiary_id",
      referencedColumnName: "beneficiaryId",
      foreignKeyConstraintName: "referral_step_referral",
    },
    { name: "referral_id", referencedColumnName: "id", foreignKeyConstraintName: "referral_step_referral" },
  ])
  referral?: ReferralRow;
}
