import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";

/**
 * Something to be told: to everybody who holds a role, in one organisation or (null) in all; without a role to everybody
 * of an organisation, or to one person there. Written in the transaction of what it tells of; it names ids and no person.
 */
@Entity("notice")
@Index("notice_recipient", ["recipientRole", "recipientOrganisationId", "at", "id"])
@Index("notice_subject", ["subjectId"], { where: "kind like 'DATA\\_%'" })
@Index("notice_recipient_worker", ["recipientOrganisationId", "recipientId", "at", "id"], {
  where: "recipient_role is null",
})
@Index("notice_organisation", ["recipientOrganisationId", "at", "id"], { where: "recipient_role is null" })
@Check(
  "notice_kind",
  "kind in ('EMERGENCY_OPENED', 'EMERGENCY_ATTEMPTS', 'REFERRAL_ARRIVED', 'REFERRAL_MOVED', 'REFERRAL_OVERDUE', 'MESSAGE_RECEIVED', 'DATA_CORRECTED', 'DATA_RESTRICTED', 'DATA_RELEASED', 'DATA_ERASED')",
)
@Check("notice_addressee", "recipient_role is not null or recipient_organisation_id is not null")
export class NoticeRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "notice_pkey" })
  id!: string;

  @Column("text")
  kind!: string;

  @Column("timestamp with time zone")
  at!: Date;

  /** Who caused it. */
  @Column("uuid")
  actorId!: string;

  @Column("uuid", { nullable: true })
  actorOrganisationId!: string | null;

  @Column("text", { nullable: true })
  recipientRole!: string | null;

  @Column("uuid", { nullable: true })
  recipientOrganisationId!: string | null;

  @Column("uuid", { nullable: true })
  recipientId!: string | null;

  /** Whom it is about; null when nobody was found. */
  @Column("uuid", { nullable: true })
  beneficiaryId!: string | null;

  /** What it is about, by kind: the emergency access, the referral, the request or the claim. */
  @Column("uuid", { nullable: true })
  subjectId!: string | null;

  /** That its recipient is told at all says that a confidential service knows the person. */
  @Column("boolean", { default: false })
  discreet?: boolean;
}

/** That one recipient has read a notice. Others who hold the same role still have it unread. */
@Entity("notice_reading")
export class NoticeReadingRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "notice_reading_pkey" })
  noticeId!: string;

  @PrimaryColumn("uuid", { primaryKeyConstraintName: "notice_reading_pkey" })
  readerId!: string;

  @Column("timestamp with time zone")
  at!: Date;

  @ManyToOne(() => NoticeRow)
  @JoinColumn({ name: "notice_id", foreignKeyConstraintName: "notice_reading_notice" })
  notice?: NoticeRow;
}
