import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";

/** A programme of the registry. No persons. */
@Entity("programme")
@Index("programme_slug", ["slug"], { unique: true })
@Check("programme_level", "level in ('NATIONAL','REGIONAL','LOCAL')")
@Check("programme_validity", "valid_until >= valid_from")
export class ProgrammeRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "programme_pkey" })
  id!: string;

  /** Our short name of it, in Latin letters: stable, and part of nothing a client computes. */
  @Column("text")
  slug!: string;

  @Column("text")
  nameEl!: string;

  @Column("text")
  nameEn!: string;

  @Column("text", { array: true })
  formerNames!: string[];

  @Column("text")
  level!: string;

  @Column("text")
  domain!: string;

  @Column("text", { nullable: true })
  legalBasis!: string | null;

  @Column("text", { array: true })
  agencyKinds!: string[];

  @Column("date", { nullable: true })
  validFrom!: string | null;

  @Column("date", { nullable: true })
  validUntil!: string | null;

  /** Whoever is in it must not be known to be (PRIVACY rule 5). The programme itself is public. */
  @Column("boolean")
  confidential!: boolean;

  @Column("text", { nullable: true })
  note!: string | null;
}

/** What a programme asks of those who come. */
@Entity("eligibility_rule")
@Check("eligibility_rule_kind", "kind in ('TARGET_GROUP','RESIDENCE','INCOME_TEST','DOCUMENTS','PROCEDURE')")
@Check("eligibility_rule_unit", "unit in ('PERSON','HOUSEHOLD')")
export class EligibilityRuleRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "eligibility_rule_pkey" })
  programmeId!: string;

  @ManyToOne(() => ProgrammeRow)
  @JoinColumn({ name: "programme_id", foreignKeyConstraintName: "eligibility_rule_programme" })
  programme?: ProgrammeRow;

  @PrimaryColumn("integer", { primaryKeyConstraintName: "eligibility_rule_pkey" })
  position!: number;

  @Column("text")
  kind!: string;

  /** Of whom it is asked; null where the source does not say. */
  @Column("text", { nullable: true })
  unit!: string | null;

  @Column("text")
  textEl!: string;

  @Column("text")
  textEn!: string;
}
