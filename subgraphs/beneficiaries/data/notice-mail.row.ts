import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";

/** How somebody wants to be told by e-mail that there is something new, in the role they had when they said so. */
@Entity("notice_preference")
@Index("notice_preference_organisation", ["organisationId"])
@Index("notice_preference_role", ["role"])
@Check("notice_preference_rhythm", "rhythm in ('OFF', 'IMMEDIATE', 'DAILY')")
@Check("notice_preference_hour", "hour between 0 and 23")
export class NoticePreferenceRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "notice_preference_pkey" })
  viewerId!: string;

  @Column("text")
  role!: string;

  @Column("uuid", { nullable: true })
  organisationId!: string | null;

  @Column("bytea")
  addressSealed!: Buffer;

  @Column("text")
  rhythm!: string;

  /** Of Athens, for DAILY. */
  @Column("smallint")
  hour!: number;

  @Column("text", { array: true })
  kinds!: string[];

  @Column("timestamp with time zone")
  changedAt!: Date;

  /** When the code that was sent there came back; null: nobody is written to there. */
  @Column("timestamp with time zone", { nullable: true })
  provenAt!: Date | null;

  /** How often a code was tried since the address was said. */
  @Column("smallint", { default: 0 })
  codeTries!: number;
}

/** A letter that says that there is something new, or brings the code for an address; and what became of it. */
@Entity("notice_mail")
@Index("notice_mail_pending", ["viewerId"], { unique: true, where: "state = 'PENDING'" })
@Index("notice_mail_due", ["dueAt"], { where: "state = 'PENDING'" })
@Index("notice_mail_settled", ["viewerId", "settledAt"], { where: "settled_at is not null" })
@Check("notice_mail_purpose", "purpose in ('NEWS', 'CODE')")
@Check("notice_mail_state", "state in ('PENDING', 'SENT', 'NEEDLESS', 'REFUSED', 'GIVEN_UP')")
export class NoticeMailRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "notice_mail_pkey", default: () => "uuidv7()" })
  id!: string;

  @Column("uuid")
  viewerId!: string;

  @Column("text", { default: "NEWS" })
  purpose!: string;

  @Column("text", { default: "PENDING" })
  state!: string;

  @Column("smallint", { default: 0 })
  tries!: number;

  @Column("timestamp with time zone")
  dueAt!: Date;

  @Column("timestamp with time zone", { nullable: true })
  settledAt!: Date | null;

  @ManyToOne(() => NoticePreferenceRow)
  @JoinColumn({ name: "viewer_id", foreignKeyConstraintName: "notice_mail_preference" })
  preference?: NoticePreferenceRow;
}
