import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { BeneficiaryRow } from "./beneficiary.row";

/** A referral: the sender's request and the agency's fulfilment. `version` counts its steps: who is late gets CONFLICT. */
@Entity("referral")
@Index("referral_person", ["beneficiaryId", "createdAt", "id"])
@Index("referral_id", ["id"])
@Index("referral_inbox", ["agencyId", "sentAt", "id"], { where: "sent_at is not null" })
@Index("referral_reach", ["beneficiaryId", "agencyId"], { where: "sent_at is not null" })
@Index("referral_conversation", ["conversationId"])
@Index("referral_reminding", ["remindAt"], { where: "remind_at is not null" })
@Index("referral_escalating", ["dueAt"], { where: "due_at is not null and escalated_at is null" })
@Index("referral_expiring", ["expiresAt"], { where: "expires_at is not null" })
@Check("referral_standing", "referral_word(request_state, fulfilment_state) is not null")
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

  /** Referrals written together, and those one was transferred to, share their conversation. */
  @Column("uuid")
  conversationId!: string;

  /** Of which it is the continuation, after a transfer. */
  @Column("uuid", { nullable: true })
  parentId!: string | null;

  /** Where the sender's request stands. */
  @Column("text")
  requestState!: string;

  /** How far the agency is; null before it is sent. */
  @Column("text", { nullable: true })
  fulfilmentState!: string | null;

  @Column("text", { nullable: true })
  outcome!: string | null;

  @Column("text", { nullable: true })
  declineReason!: string | null;

  /** When somebody reassessed the person after an answer that blocked the service for them. */
  @Column("timestamp with time zone", { nullable: true })
  reassessedAt!: Date | null;

  @Column("timestamp with time zone")
  createdAt!: Date;

  @Column("timestamp with time zone", { nullable: true })
  sentAt!: Date | null;

  /** When the owner of the next step is reminded; null when they were, or no clock runs. */
  @Column("timestamp with time zone", { nullable: true })
  remindAt!: Date | null;

  /** When the owner of the next step should have taken it; null when nothing is owed any more. */
  @Column("timestamp with time zone", { nullable: true })
  dueAt!: Date | null;

  /** When the head was told that it is overdue. */
  @Column("timestamp with time zone", { nullable: true })
  escalatedAt!: Date | null;

  /** When it ends by itself; null for what only people may end. */
  @Column("timestamp with time zone", { nullable: true })
  expiresAt!: Date | null;

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

  /** Null for steps from before commands were kept, and for imported ones. */
  @Column("text", { nullable: true })
  command!: string | null;

  @Column("text")
  requestState!: string;

  @Column("text", { nullable: true })
  fulfilmentState!: string | null;

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
