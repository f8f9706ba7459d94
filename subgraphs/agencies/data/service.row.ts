import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { AgencyRow } from "./agency.row";
import { MunicipalityRow, RegionRow } from "./place.row";
import { SiteRow } from "./site.row";

/** What an agency offers: one programme as this agency runs it (HSDS service). */
@Entity("service")
@Index("service_of_agency", ["agencyId", "programmeId"], { unique: true })
@Index("service_by_domain", ["domain"], { where: "not confidential" })
@Index("service_confidential", ["domain", "agencyId"], { where: "confidential" })
@Index("service_by_programme", ["programmeId"])
@Index("service_search", { synchronize: false })
@Check(
  "service_domain",
  `domain in ('FINANCIAL','FOOD_AND_GOODS','HOUSING','EMPLOYMENT','EDUCATION','CHILDREN','ELDERLY_CARE','DISABILITY','MENTAL_HEALTH','HEALTH','SAFETY','LEGAL','INCLUSION')`,
)
@Check("service_status", "status in ('ACTIVE','INACTIVE','DEFUNCT','TEMPORARILY_CLOSED')")
@Check("service_reopens", "reopens_on is null or status = 'TEMPORARILY_CLOSED'")
@Check("service_ages", "ages_from between 0 and 120 and ages_to between coalesce(ages_from, 0) and 120")
@Check("service_sexes", "sexes <@ array['FEMALE','MALE']")
@Check("service_households", "households <@ array['ALONE','COUPLE','WITH_CHILDREN']")
@Check(
  "service_consent",
  "consent_categories <@ array['IDENTITY','CONTACT','HOUSEHOLD','FINANCIAL','EMPLOYMENT','HOUSING','CHILDREN','MENTAL_HEALTH','SAFETY','REFERRAL']",
)
@Check("service_assured", "(assured_date is null) = (assured_by is null)")
export class ServiceRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "service_pkey" })
  id!: string;

  @Column("uuid")
  agencyId!: string;

  @ManyToOne(() => AgencyRow)
  @JoinColumn({ name: "agency_id", foreignKeyConstraintName: "service_agency" })
  agency?: AgencyRow;

  /** A programme of the programmes subgraph; only its id is known here. */
  @Column("uuid")
  programmeId!: string;

  @Column("text")
  domain!: string;

  @Column("text")
  nameEl!: string;

  @Column("text")
  nameEn!: string;

  @Column("text", { nullable: true })
  eligibilityEl!: string | null;

  @Column("text", { array: true })
  requiredDocuments!: string[];

  /** ISO 639-1. */
  @Column("text", { array: true })
  languages!: string[];

  /** Youngest and oldest age it takes, in years; null where it has no such bound. */
  @Column("smallint", { nullable: true })
  agesFrom!: number | null;

  @Column("smallint", { nullable: true })
  agesTo!: number | null;

  /** Whom it takes, by sex and by household; empty: everybody. */
  @Column("text", { array: true, default: () => "'{}'" })
  sexes!: string[];

  @Column("text", { array: true, default: () => "'{}'" })
  households!: string[];

  /** Of which data the agency must be allowed to know before somebody is referred; empty: of none. */
  @Column("text", { array: true, default: () => "'{}'" })
  consentCategories!: string[];

  @Column("boolean")
  confidential!: boolean;

  @Column("boolean")
  nationwide!: boolean;

  @Column("text")
  status!: string;

  @Column("date", { nullable: true })
  reopensOn!: string | null;

  @Column("date", { nullable: true })
  assuredDate!: string | null;

  @Column("text", { nullable: true })
  assuredBy!: string | null;

  @Column("text")
  searchText!: string;
}

/** The service is given at this site (HSDS service_at_location). */
@Entity("service_site")
@Index("service_site_by_site", ["siteId"])
export class ServiceSiteRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "service_site_pkey" })
  serviceId!: string;

  @ManyToOne(() => ServiceRow)
  @JoinColumn({ name: "service_id", foreignKeyConstraintName: "service_site_service" })
  service?: ServiceRow;

  @PrimaryColumn("uuid", { primaryKeyConstraintName: "service_site_pkey" })
  siteId!: string;

  @ManyToOne(() => SiteRow)
  @JoinColumn({ name: "site_id", foreignKeyConstraintName: "service_site_site" })
  site?: SiteRow;
}

/** The service takes the people of this region (HSDS service_area). */
@Entity("service_region")
@Index("service_region_by_region", ["regionCode"])
export class ServiceRegionRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "service_region_pkey" })
  serviceId!: string;

  @ManyToOne(() => ServiceRow)
  @JoinColumn({ name: "service_id", foreignKeyConstraintName: "service_region_service" })
  service?: ServiceRow;

  @PrimaryColumn("text", { primaryKeyConstraintName: "service_region_pkey" })
  regionCode!: string;

  @ManyToOne(() => RegionRow)
  @JoinColumn({ name: "region_code", foreignKeyConstraintName: "service_region_region" })
  region?: RegionRow;
}

/** The service takes the people of this municipality (HSDS service_area). */
@Entity("service_municipality")
@Index("service_municipality_by_municipality", ["municipalityCode"])
export class ServiceMunicipalityRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "service_municipality_pkey" })
  serviceId!: string;

  @ManyToOne(() => ServiceRow)
  @JoinColumn({ name: "service_id", foreignKeyConstraintName: "service_municipality_service" })
  service?: ServiceRow;

  @PrimaryColumn("text", { primaryKeyConstraintName: "service_municipality_pkey" })
  municipalityCode!: string;

  @ManyToOne(() => MunicipalityRow)
  @JoinColumn({ name: "municipality_code", foreignKeyConstraintName: "service_municipality_municipality" })
  municipality?: MunicipalityRow;
}
