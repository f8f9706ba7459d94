import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { AgencyRow } from "./agency.row";
import { MunicipalityRow } from "./place.row";

/** Opening hours on some days of the week (HSDS schedule). `days` as in RFC 5545, times as HH:MM in Greece. */
export interface SiteHoursRecord {
  days: string[];
  opensAt: string;
  closesAt: string;
}

/** Where an agency works: its seat, a branch, a mobile unit (HSDS location). */
@Entity("site")
@Index("site_by_agency", ["agencyId"])
@Index("site_by_municipality", ["municipalityCode"])
@Check("site_kind", "kind in ('SEAT','BRANCH','MOBILE_UNIT')")
@Check("site_hours", "jsonb_typeof(hours) = 'array'")
@Check(
  "site_place",
  "case when confidential then num_nonnulls(name_el, address, municipality_code, phones, hours) = 0 else num_nulls(name_el, municipality_code, phones, hours) = 0 and sealed is null end",
)
export class SiteRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "site_pkey" })
  id!: string;

  @Column("uuid")
  agencyId!: string;

  @ManyToOne(() => AgencyRow)
  @JoinColumn({ name: "agency_id", foreignKeyConstraintName: "site_agency" })
  agency?: AgencyRow;

  @Column("text")
  kind!: string;

  @Column("text", { nullable: true })
  nameEl!: string | null;

  @Column("text", { nullable: true })
  address!: string | null;

  @Column("text", { nullable: true })
  municipalityCode!: string | null;

  @ManyToOne(() => MunicipalityRow)
  @JoinColumn({ name: "municipality_code", foreignKeyConstraintName: "site_municipality" })
  municipality?: MunicipalityRow;

  /** E.164. */
  @Column("text", { array: true, nullable: true })
  phones!: string[] | null;

  @Column("jsonb", { nullable: true })
  hours!: SiteHoursRecord[] | null;

  /** Name, address, municipality, telephones and hours of a confidential site, see hidden-site.ts. */
  @Column("bytea", { nullable: true })
  sealed!: Buffer | null;

  /** Where it is is a secret: outsiders do not know of this row, and in clear it holds nothing that leads there. */
  @Column("boolean")
  confidential!: boolean;

  @Column("boolean")
  synthetic!: boolean;
}
