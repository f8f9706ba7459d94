import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { BeneficiaryRow } from "./beneficiary.row";

const DOMAINS =
  "'FINANCIAL', 'FOOD_AND_GOODS', 'HOUSING', 'EMPLOYMENT', 'EDUCATION', 'CHILDREN', 'ELDERLY_CARE', 'DISABILITY', " +
  "'MENTAL_HEALTH', 'HEALTH', 'SAFETY', 'LEGAL', 'INCLUSION'";

/** A need the centre recorded, until it was met. */
@Entity("need")
@Index("need_id", ["id"])
@Check("need_domain", `domain in (${DOMAINS})`)
@Check("need_severity", "severity between 1 and 4")
@Check("need_period", "met_on >= since")
export class NeedRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "need_pkey" })
  beneficiaryId!: string;

  @PrimaryColumn("uuid", { primaryKeyConstraintName: "need_pkey" })
  id!: string;

  @Column("text")
  domain!: string;

  @Column("smallint")
  severity!: number;

  @Column("text", { nullable: true })
  note!: string | null;

  @Column("date")
  since!: string;

  @Column("date", { nullable: true })
  metOn!: string | null;

  @ManyToOne(() => BeneficiaryRow)
  @JoinColumn({ name: "beneficiary_id", foreignKeyConstraintName: "need_person" })
  beneficiary?: BeneficiaryRow;
}

/** The reception record: one visit, through which channel, received by whom. */
@Entity("visit")
@Index("visit_person_at", ["beneficiaryId", "at"])
@Check("visit_channel", "channel in ('CENTRE', 'BRANCH', 'MOBILE_UNIT')")
export class VisitRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "visit_pkey" })
  beneficiaryId!: string;

  @PrimaryColumn("uuid", { primaryKeyConstraintName: "visit_pkey" })
  id!: string;

  @Column("text")
  channel!: string;

  @Column("timestamp with time zone")
  at!: Date;

  @Column("uuid")
  workerId!: string;

  @Column("text", { nullable: true })
  note!: string | null;

  @ManyToOne(() => BeneficiaryRow)
  @JoinColumn({ name: "beneficiary_id", foreignKeyConstraintName: "visit_person" })
  beneficiary?: BeneficiaryRow;
}

/** A consent as it was given. Only its withdrawal is ever added; nothing else of it changes. */
@Entity("consent")
@Index("consent_id", ["id"])
@Check("consent_period", "until_at > from_at")
@Check("consent_how", "how in ('WRITTEN', 'ORAL_WITNESSED', 'ELECTRONIC')")
@Check("consent_given_by", "given_by in ('PERSON', 'GUARDIAN')")
export class ConsentRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "consent_pkey" })
  beneficiaryId!: string;

  @PrimaryColumn("uuid", { primaryKeyConstraintName: "consent_pkey" })
  id!: string;

  @Column("uuid")
  recipientId!: string;

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

  @Column("text")
  givenBy!: string;

  /** The guardian who consented for a minor, when known to the centre. */
  @Column("uuid", { nullable: true })
  guardianId!: string | null;

  @Column("uuid")
  recordedBy!: string;

  @Column("timestamp with time zone", { nullable: true })
  withdrawnAt!: Date | null;

  @Column("uuid", { nullable: true })
  withdrawnBy!: string | null;

  @ManyToOne(() => BeneficiaryRow)
  @JoinColumn({ name: "beneficiary_id", foreignKeyConstraintName: "consent_person" })
  beneficiary?: BeneficiaryRow;
}
