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
