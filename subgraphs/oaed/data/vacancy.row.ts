import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";

/** An open job of an employer. No persons. */
@Entity("vacancy")
@Index("vacancy_open", ["organisationId", "closesOn"])
@Check("vacancy_positions", "positions > 0")
export class VacancyRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "vacancy_pkey" })
  id!: string;

  @Column("uuid")
  organisationId!: string;

  @Column("text")
  title!: string;

  @Column("text")
  employer!: string;

  @Column("text")
  occupationCode!: string;

  @Column("text")
  municipalityCode!: string;

  @Column("integer")
  positions!: number;

  @Column("date")
  postedOn!: string;

  @Column("date", { nullable: true })
  closesOn!: string | null;
}

/** A vacancy proposed to a jobseeker, and what became of it. */
@Entity("vacancy_match")
@Index("vacancy_match_person", ["beneficiaryId", "proposedOn"])
@Index("vacancy_match_once", ["vacancyId", "beneficiaryId"], { unique: true })
@Check("vacancy_match_outcome", "outcome in ('PROPOSED','INTERVIEW','HIRED','NOT_CHOSEN','DECLINED')")
export class VacancyMatchRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "vacancy_match_pkey" })
  id!: string;

  @Column("uuid")
  beneficiaryId!: string;

  @Column("uuid")
  organisationId!: string;

  @Column("uuid")
  vacancyId!: string;

  @ManyToOne(() => VacancyRow)
  @JoinColumn({ name: "vacancy_id", foreignKeyConstraintName: "vacancy_match_vacancy" })
  vacancy?: VacancyRow;

  @Column("date")
  proposedOn!: string;

  @Column("text")
  outcome!: string;
}

/** A person's job through the service: where, what kind, from when. One at a time per kind is not enforced: people hold two. */
@Entity("placement")
@Index("placement_person", ["beneficiaryId", "startsOn"])
@Check("placement_period", "ends_on >= starts_on")
@Check("placement_kind", "kind in ('EMPLOYMENT','SUBSIDISED','APPRENTICESHIP','WORK_EXPERIENCE')")
export class PlacementRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "placement_pkey" })
  id!: string;

  @Column("uuid")
  beneficiaryId!: string;

  @Column("uuid")
  organisationId!: string;

  @Column("text")
  employer!: string;

  @Column("text")
  kind!: string;

  @Column("date")
  startsOn!: string;

  @Column("date", { nullable: true })
  endsOn!: string | null;

  /** The referral that led here; null when the person came alone. */
  @Column("uuid", { nullable: true })
  referralId!: string | null;
}
