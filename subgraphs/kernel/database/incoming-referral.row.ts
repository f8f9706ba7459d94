import { Check, Column, Entity, Index, PrimaryColumn } from "typeorm";

/**
 * A referral to an agency of this owner, as the centres told it: by this the agency knows whom it was asked to help.
 * Nothing of the person but the id, nothing of the need but the service.
 */
@Entity("incoming_referral")
@Index("incoming_referral_agency", ["organisationId", "beneficiaryId"])
@Check("incoming_referral_urgency", "urgency in ('EMERGENCY','URGENT','ROUTINE')")
export class IncomingReferralRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "incoming_referral_pkey" })
  beneficiaryId!: string;

  /** The referral's own id. */
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "incoming_referral_pkey" })
  id!: string;

  /** The agency it is addressed to. */
  @Column("uuid")
  organisationId!: string;

  /** The centre that sent it. */
  @Column("uuid")
  centreId!: string;

  @Column("uuid")
  serviceId!: string;

  @Column("text")
  urgency!: string;

  @Column("boolean")
  confidential!: boolean;

  @Column("timestamp with time zone")
  sentAt!: Date;

  /** When it was over, or put on hold; null while the agency has it. */
  @Column("timestamp with time zone", { nullable: true })
  endedAt!: Date | null;
}
