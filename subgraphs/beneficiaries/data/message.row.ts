import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { ReferralRow } from "./referral.row";

/** What the sender or the agency wrote about a referral. Never changed. */
@Entity("message")
@Index("message_conversation", ["conversationId", "at", "id"])
@Index("message_id", ["id"])
@Index("message_person", ["beneficiaryId", "at", "id"])
export class MessageRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "message_pkey" })
  beneficiaryId!: string;

  @PrimaryColumn("uuid", { primaryKeyConstraintName: "message_pkey" })
  id!: string;

  @Column("uuid")
  referralId!: string;

  /** Copied from the referral, which keeps it: so that a conversation is read in order. */
  @Column("uuid")
  conversationId!: string;

  @Column("uuid")
  authorId!: string;

  @Column("uuid")
  authorOrganisationId!: string;

  @Column("bytea")
  textSealed!: Buffer;

  @Column("timestamp with time zone")
  at!: Date;

  @ManyToOne(() => ReferralRow)
  @JoinColumn([
    { name: "beneficiary_id", referencedColumnName: "beneficiaryId", foreignKeyConstraintName: "message_referral" },
    { name: "referral_id", referencedColumnName: "id", foreignKeyConstraintName: "message_referral" },
  ])
  referral?: ReferralRow;
}

/** A paper about a referral: what is known of it. Its contents are its parts. */
@Entity("document")
@Index("document_id", ["id"])
@Index("document_referral", ["beneficiaryId", "referralId"])
@Index("document_message", ["beneficiaryId", "messageId"], { where: "message_id is not null" })
@Index("document_loose", ["uploadedAt"], { where: "message_id is null" })
@Check("document_confidentiality", "confidentiality in ('NORMAL', 'RESTRICTED')")
@Check("document_size", "size between 1 and 10485760")
export class DocumentRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "document_pkey" })
  beneficiaryId!: string;

  @PrimaryColumn("uuid", { primaryKeyConstraintName: "document_pkey" })
  id!: string;

  @Column("uuid")
  referralId!: string;

  /** The message it goes with; until there is one, only who stored it sees it. */
  @Column("uuid", { nullable: true })
  messageId!: string | null;

  @Column("text")
  confidentiality!: string;

  /** Names of files hold names and numbers of people. */
  @Column("bytea")
  nameSealed!: Buffer;

  @Column("text")
  mediaType!: string;

  /** In bytes. */
  @Column("integer")
  size!: number;

  @Column("uuid")
  uploadedBy!: string;

  @Column("uuid")
  uploadedByOrganisationId!: string;

  @Column("timestamp with time zone")
  uploadedAt!: Date;

  @ManyToOne(() => ReferralRow)
  @JoinColumn([
    { name: "beneficiary_id", referencedColumnName: "beneficiaryId", foreignKeyConstraintName: "document_of_referral" },
    { name: "referral_id", referencedColumnName: "id", foreignKeyConstraintName: "document_of_referral" },
  ])
  referral?: ReferralRow;

  @ManyToOne(() => MessageRow)
  @JoinColumn([
    { name: "beneficiary_id", referencedColumnName: "beneficiaryId", foreignKeyConstraintName: "document_of_message" },
    { name: "message_id", referencedColumnName: "id", foreignKeyConstraintName: "document_of_message" },
  ])
  message?: MessageRow;
}

/** A piece of a document, sealed by itself. */
@Entity("document_part")
export class DocumentPartRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "document_part_pkey" })
  beneficiaryId!: string;

  @PrimaryColumn("uuid", { primaryKeyConstraintName: "document_part_pkey" })
  documentId!: string;

  /** From 1. */
  @PrimaryColumn("integer", { primaryKeyConstraintName: "document_part_pkey" })
  number!: number;

  @Column("uuid")
  referralId!: string;

  @Column("bytea")
  sealed!: Buffer;

  @ManyToOne(() => DocumentRow)
  @JoinColumn([
    { name: "beneficiary_id", referencedColumnName: "beneficiaryId", foreignKeyConstraintName: "document_part_of" },
    { name: "document_id", referencedColumnName: "id", foreignKeyConstraintName: "document_part_of" },
  ])
  document?: DocumentRow;
}
