import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { ApplicationRow } from "./application.row";
import { ProgrammeRow } from "./programme.row";

/**
 * A person's place in a programme. One active per person and programme; where a confidential service recorded it, one
 * per organisation too: an outsider whose enrolment were refused as a duplicate would learn of the hidden one.
 */
@Entity("enrolment")
@Index("enrolment_person", ["beneficiaryId", "startsOn"])
@Index("enrolment_active", ["beneficiaryId", "programmeId"], {
  unique: true,
  where: "status = 'ACTIVE' and not confidential",
})
@Index("enrolment_active_confidential", ["beneficiaryId", "programmeId", "organisationId"], {
  unique: true,
  where: "status = 'ACTIVE' and confidential",
})
@Check("enrolment_status", "status in ('ACTIVE','SUSPENDED','ENDED')")
@Check("enrolment_span", "ends_on >= starts_on")
@Check("enrolment_end", "status <> 'ENDED' or ends_on is not null")
@Check("enrolment_amount", "amount_minor >= 0")
@Check("enrolment_money", "num_nulls(amount_minor, currency, period) in (0, 3)")
@Check("enrolment_currency", "currency ~ '^[A-Z]{3}$'")
@Check("enrolment_period", "period in ('ONCE','MONTHLY','YEARLY')")
export class EnrolmentRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "enrolment_pkey" })
  id!: string;

  @PrimaryColumn("uuid", { primaryKeyConstraintName: "enrolment_pkey" })
  beneficiaryId!: string;

  @Column("uuid")
  programmeId!: string;

  @ManyToOne(() => ProgrammeRow)
  @JoinColumn({ name: "programme_id", foreignKeyConstraintName: "enrolment_programme" })
  programme?: ProgrammeRow;

  @Column("uuid", { nullable: true })
  applicationId!: string | null;

  @ManyToOne(() => ApplicationRow)
  @JoinColumn([
    { name: "application_id", referencedColumnName: "id", foreignKeyConstraintName: "enrolment_application" },
    {
      name: "beneficiary_id",
      referencedColumnName: "beneficiaryId",
      foreignKeyConstraintName: "enrolment_application",
    },
  ])
  application?: ApplicationRow;

  /** The referral that led to it, kept by the beneficiaries subgraph. */
  @Column("uuid", { nullable: true })
  referralId!: string | null;

  /** Who runs the programme for the person and recorded this. */
  @Column("uuid")
  organisationId!: string;

  /** The programme is confidential, or the service that recorded this is. */
  @Column("boolean")
  confidential!: boolean;

  @Column("text")
  status!: string;

  @Column("date")
  startsOn!: string;

  @Column("date", { nullable: true })
  endsOn!: string | null;

  /** Entitlement in money, in minor units (cents), with currency and period; all three or none. */
  @Column("integer", { nullable: true })
  amountMinor!: number | null;

  /** ISO 4217. */
  @Column("text", { nullable: true })
  currency!: string | null;

  @Column("text", { nullable: true })
  period!: string | null;

  /** Entitlement in kind, in words. */
  @Column("text", { nullable: true })
  inKind!: string | null;
}

/** One step of an enrolment's history; the last one is its status. Never changed. */
@Entity("enrolment_step")
export class EnrolmentStepRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "enrolment_step_pkey" })
  enrolmentId!: string;

  @PrimaryColumn("uuid", { primaryKeyConstraintName: "enrolment_step_pkey" })
  beneficiaryId!: string;

  @ManyToOne(() => EnrolmentRow)
  @JoinColumn([
    { name: "enrolment_id", referencedColumnName: "id", foreignKeyConstraintName: "enrolment_step_of" },
    { name: "beneficiary_id", referencedColumnName: "beneficiaryId", foreignKeyConstraintName: "enrolment_step_of" },
  ])
  enrolment?: EnrolmentRow;

  @PrimaryColumn("integer", { primaryKeyConstraintName: "enrolment_step_pkey" })
  position!: number;

  @Column("text")
  status!: string;

  @Column("timestamptz")
  at!: Date;

  /** Who took the step; null for the programme's own authority and the clock. */
  @Column("uuid", { nullable: true })
  organisationId!: string | null;

  @Column("text", { nullable: true })
  reason!: string | null;
}
