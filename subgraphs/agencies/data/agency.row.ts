import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { MunicipalityRow } from "./place.row";

/** An organisation of the directory (φορέας). */
@Entity("agency")
@Index("agency_slug", ["slug"], { unique: true })
@Index("agency_by_name", ["sortName", "id"])
@Index("agency_by_municipality", ["municipalityCode"])
@Index("agency_by_parent", ["parentId"])
@Index("agency_search", { synchronize: false })
@Check(
  "agency_kind",
  `kind in ('COMMUNITY_CENTRE','COMMUNITY_CENTRE_BRANCH','EMPLOYMENT_SERVICE','SHELTER','CHILD_CENTRE','MENTAL_HEALTH','COMMUNITY_CARE','RED_CROSS','WOMENS_OFFICE','BASIC_GOODS','LIFELONG_LEARNING')`,
)
@Check("agency_branch_kind", "branch_kind in ('ROMA','MIGRANT_INTEGRATION')")
@Check("agency_branch", "kind = 'COMMUNITY_CENTRE_BRANCH' or (branch_kind is null and parent_id is null)")
@Check("agency_budget", "budget_cents >= 0")
export class AgencyRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "agency_pkey" })
  id!: string;

  /** The agency's short name in configuration and imports; never changes. */
  @Column("text")
  slug!: string;

  @Column("text")
  kind!: string;

  @Column("text", { nullable: true })
  branchKind!: string | null;

  @Column("text")
  nameEl!: string;

  @Column("text")
  nameEn!: string;

  @Column("text", { array: true })
  alternateNames!: string[];

  @Column("text", { nullable: true })
  operationCode!: string | null;

  /** Euro cents. */
  @Column("bigint", { nullable: true })
  budgetCents!: number | null;

  @Column("text", { nullable: true })
  fund!: string | null;

  @Column("text", { nullable: true })
  municipalityCode!: string | null;

  @ManyToOne(() => MunicipalityRow)
  @JoinColumn({ name: "municipality_code", foreignKeyConstraintName: "agency_municipality" })
  municipality?: MunicipalityRow;

  /** The Community Centre a branch belongs to. */
  @Column("uuid", { nullable: true })
  parentId!: string | null;

  @ManyToOne(() => AgencyRow)
  @JoinColumn({ name: "parent_id", foreignKeyConstraintName: "agency_parent" })
  parent?: AgencyRow;

  @Column("boolean")
  synthetic!: boolean;

  @Column("text")
  searchText!: string;

  @Column({ type: "text", collation: "C" })
  sortName!: string;
}
