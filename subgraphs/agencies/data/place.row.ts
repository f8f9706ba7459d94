import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import type { NamedHoliday } from "../domain/local-holidays.rules";

/** A region (περιφέρεια), by its NUTS 2 code. */
@Entity("region")
export class RegionRow {
  @PrimaryColumn("text", { primaryKeyConstraintName: "region_pkey" })
  code!: string;

  @Column("text")
  nameEl!: string;

  @Column("text")
  nameEn!: string;
}

/** A regional unit (περιφερειακή ενότητα), by its ELSTAT code. */
@Entity("regional_unit")
@Index("regional_unit_by_region", ["regionCode"])
export class RegionalUnitRow {
  @PrimaryColumn("text", { primaryKeyConstraintName: "regional_unit_pkey" })
  code!: string;

  @Column("text")
  nameEl!: string;

  @Column("text")
  regionCode!: string;

  @ManyToOne(() => RegionRow)
  @JoinColumn({ name: "region_code", foreignKeyConstraintName: "regional_unit_region" })
  region?: RegionRow;
}

/** A municipality (δήμος), by its ELSTAT code. Its region is stored beside its unit: most questions are by region. */
@Entity("municipality")
@Index("municipality_by_region", ["regionCode"])
@Index("municipality_by_unit", ["regionalUnitCode"])
@Index("municipality_by_name", ["sortName", "code"])
@Check("municipality_population", "population2021 >= 0 and population2011 >= 0")
@Check("municipality_local_holidays", "jsonb_typeof(local_holidays) = 'array'")
export class MunicipalityRow {
  @PrimaryColumn("text", { primaryKeyConstraintName: "municipality_pkey" })
  code!: string;

  @Column("text")
  nameEl!: string;

  @Column("text")
  nuts3!: string;

  @Column("integer")
  population2021!: number;

  @Column("integer")
  population2011!: number;

  @Column("text")
  regionalUnitCode!: string;

  @ManyToOne(() => RegionalUnitRow)
  @JoinColumn({ name: "regional_unit_code", foreignKeyConstraintName: "municipality_unit" })
  regionalUnit?: RegionalUnitRow;

  @Column("text")
  regionCode!: string;

  @ManyToOne(() => RegionRow)
  @JoinColumn({ name: "region_code", foreignKeyConstraintName: "municipality_region" })
  region?: RegionRow;

  /** Null: nobody has said. */
  @Column("jsonb", { nullable: true })
  localHolidays!: NamedHoliday[] | null;

  @Column("text")
  searchText!: string;

  @Column({ type: "text", collation: "C" })
  sortName!: string;
}
