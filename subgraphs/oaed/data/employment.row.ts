import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";

/** A local employment office (ΚΠΑ2). Its organisation is the employment service. */
@Entity("office")
export class OfficeRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "office_pkey" })
  id!: string;

  @Column("uuid")
  organisationId!: string;

  @Column("text")
  name!: string;

  /** ELSTAT code of the municipality it stands in. */
  @Column("text")
  municipalityCode!: string;
}

/** A jobseeker's registration (κάρτα ανεργίας) with what the counsellor knows of their work. One open per person. */
@Entity("registration")
@Index("registration_person", ["beneficiaryId", "since"])
@Index("registration_open", ["beneficiaryId"], { unique: true, where: "ended_on is null" })
@Check("registration_period", "ended_on >= since")
@Check("registration_status", "status in ('UNEMPLOYED','LONG_TERM_UNEMPLOYED','IN_TRAINING','PLACED','LAPSED')")
@Check("registration_education", "education_level between 0 and 8")
export class RegistrationRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "registration_pkey" })
  id!: string;

  @Column("uuid")
  beneficiaryId!: string;

  @Column("uuid")
  organisationId!: string;

  @Column("uuid")
  officeId!: string;

  @ManyToOne(() => OfficeRow)
  @JoinColumn({ name: "office_id", foreignKeyConstraintName: "registration_office" })
  office?: OfficeRow;

  @Column("text")
  status!: string;

  @Column("date")
  since!: string;

  @Column("date")
  lastConfirmedOn!: string;

  @Column("date", { nullable: true })
  endedOn!: string | null;

  /** ISCO-08 unit group. */
  @Column("text", { nullable: true })
  occupationCode!: string | null;

  @Column("text", { nullable: true })
  occupation!: string | null;

  /** ISCED 2011 level, 0 to 8. */
  @Column("smallint", { nullable: true })
  educationLevel!: number | null;

  @Column("integer")
  experienceMonths!: number;

  /** The referral that led here; null when the person came alone. */
  @Column("uuid", { nullable: true })
  referralId!: string | null;
}
