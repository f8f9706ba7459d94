import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { BeneficiaryRow } from "./beneficiary.row";

/**
 * A consent as it was given. The application adds rows and changes none: `endedAt` is written by the ledger of events
 * itself, when one of them ends the consent.
 */
@Entity("consent")
@Index("consent_id", ["id"])
@Check("consent_period", "until_at > from_at")
@Check("consent_recipient", "num_nonnulls(recipient_id, recipient_domain) = 1")
@Check("consent_how", "how in ('WRITTEN', 'ORAL_WITNESSED', 'ELECTRONIC')")
@Check("consent_given_by", "given_by in ('PERSON', 'GUARDIAN', 'SUPPORTER', 'APPOINTED_GUARDIAN')")
@Check(
  "consent_supporter",
  "(given_by in ('SUPPORTER', 'APPOINTED_GUARDIAN')) = (supporter is not null and court_decision is not null)",
)
@Check("consent_form", "num_nonnulls(form_version, form_hash, signed_on) in (0, 3)")
export class ConsentRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "consent_pkey" })
  beneficiaryId!: string;

  @PrimaryColumn("uuid", { primaryKeyConstraintName: "consent_pkey" })
  id!: string;

  /** One organisation, or else `recipientDomain`. */
  @Column("uuid", { nullable: true })
  recipientId!: string | null;

  /** All services of one domain of need, as far as the person is referred to them. */
  @Column("text", { nullable: true })
  recipientDomain!: string | null;

  @Column("text", { array: true })
  categories!: string[];

  @Column("text")
  purpose!: string;

  @Column("timestamp with time zone")
  fromAt!: Date;

  @Column("timestamp with time zone")
  untilAt!: Date;

  @Column("text")
  how!: string;

  /** Who was present at a spoken consent. */
  @Column("text", { nullable: true })
  witness!: string | null;

  @Column("text")
  givenBy!: string;

  /** The guardian who consented for a minor, when known to the centre. */
  @Column("uuid", { nullable: true })
  guardianId!: string | null;

  /** The court-appointed supporter or guardian who consented, and the decision that appointed them. */
  @Column("text", { nullable: true })
  supporter!: string | null;

  @Column("text", { nullable: true })
  courtDecision!: string | null;

  /** The form that was signed: its version, the SHA-256 of what it said, and the day. */
  @Column("text", { nullable: true })
  formVersion!: string | null;

  @Column("bytea", { nullable: true })
  formHash!: Buffer | null;

  @Column("date", { nullable: true })
  signedOn!: string | null;

  @Column("uuid")
  recordedBy!: string;

  /** When it ended before its last day; null while nothing ended it. */
  @Column("timestamp with time zone", { nullable: true })
  endedAt!: Date | null;

  @ManyToOne(() => BeneficiaryRow)
  @JoinColumn({ name: "beneficiary_id", foreignKeyConstraintName: "consent_person" })
  beneficiary?: BeneficiaryRow;
}

/** One event of the ledger: never changed, never deleted. A consent is granted once and ended at most once. */
@Entity("consent_event")
@Check(
  "consent_event_kind",
  "case number when 1 then kind = 'GRANTED' when 2 then kind in ('WITHDRAWN', 'SUPERSEDED') else false end",
)
@Check("consent_event_successor", "(kind = 'SUPERSEDED') = (successor_id is not null)")
export class ConsentEventRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "consent_event_pkey" })
  beneficiaryId!: string;

  @PrimaryColumn("uuid", { primaryKeyConstraintName: "consent_event_pkey" })
  consentId!: string;

  @PrimaryColumn("smallint", { primaryKeyConstraintName: "consent_event_pkey" })
  number!: number;

  @Column("text")
  kind!: string;

  @Column("timestamp with time zone")
  at!: Date;

  @Column("uuid")
  actorId!: string;

  @Column("uuid")
  actorOrganisationId!: string;

  /** The consent that took its place. */
  @Column("uuid", { nullable: true })
  successorId!: string | null;

  @ManyToOne(() => ConsentRow)
  @JoinColumn([
    {
      name: "beneficiary_id",
      referencedColumnName: "beneficiaryId",
      foreignKeyConstraintName: "consent_event_consent",
    },
    { name: "consent_id", referencedColumnName: "id", foreignKeyConstraintName: "consent_event_consent" },
  ])
  consent?: ConsentRow;
}
