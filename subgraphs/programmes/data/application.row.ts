import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { ProgrammeRow } from "./programme.row";

/**
 * A person's application for a programme. The person is part of every key of the tables of persons, so that they can
 * be distributed by person without a change.
 */
@Entity("application")
@Index("application_person", ["beneficiaryId", "startedAt"])
@Index("application_open", ["beneficiaryId", "programmeId", "organisationId"], {
  unique: true,
  where: "referral_id is not null and status in ('DRAFT','SUBMITTED','UNDER_REVIEW')",
})
@Check(
  "application_status",
  "status in ('DRAFT','SUBMITTED','UNDER_REVIEW','APPROVED','REJECTED','WITHDRAWN','EXPIRED')",
)
export class ApplicationRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "application_pkey" })
  id!: string;

  @PrimaryColumn("uuid", { primaryKeyConstraintName: "application_pkey" })
  beneficiaryId!: string;

  @Column("uuid")
  programmeId!: string;

  @ManyToOne(() => ProgrammeRow)
  @JoinColumn({ name: "programme_id", foreignKeyConstraintName: "application_programme" })
  programme?: ProgrammeRow;

  /** The centre that supported it. */
  @Column("uuid")
  organisationId!: string;

  /** The programme is confidential, or the service through which the person applied is. */
  @Column("boolean")
  confidential!: boolean;

  @Column("text")
  status!: string;

  @Column("timestamptz")
  startedAt!: Date;

  /** Null until it was submitted for the first time. */
  @Column("timestamptz", { nullable: true })
  submittedAt!: Date | null;

  @Column("text", { array: true })
  missingDocuments!: string[];

  /** The referral that led to it; null when none did. */
  @Column("uuid", { nullable: true })
  referralId!: string | null;
}

/** One step of an application's history; the last one is its status. Never changed. */
@Entity("application_step")
export class ApplicationStepRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "application_step_pkey" })
  applicationId!: string;

  @PrimaryColumn("uuid", { primaryKeyConstraintName: "application_step_pkey" })
  beneficiaryId!: string;

  @ManyToOne(() => ApplicationRow)
  @JoinColumn([
    { name: "application_id", referencedColumnName: "id", foreignKeyConstraintName: "application_step_of" },
    { name: "beneficiary_id", referencedColumnName: "beneficiaryId", foreignKeyConstraintName: "application_step_of" },
  ])
  application?: ApplicationRow;

  @PrimaryColumn("integer", { primaryKeyConstraintName: "application_step_pkey" })
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
