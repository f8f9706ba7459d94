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

  @Column("text")
  nameEl!: string;

  @Column("text", { nullable: true })
  address!: string | null;

  @Column("text")
  municipalityCode!: string;

  @ManyToOne(() => MunicipalityRow)
  @JoinColumn({ name: "municipality_code", foreignKeyConstraintName: "site_municipality" })
  municipality?: MunicipalityRow;

  /** E.164. */
  @Column("text", { array: true })
  phones!: string[];

  @Column("jsonb")
  hours!: SiteHoursRecord[];

  /** Where it is is a secret: nothing of this row but its kind leaves the database for outsiders. */
  @Column("boolean")
  confidential!: boolean;

  @Column("boolean")
  synthetic!: boolean;
}
