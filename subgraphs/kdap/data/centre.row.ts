import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";

/** A children's centre (ΚΔΑΠ). No persons. */
@Entity("centre")
@Index("centre_service", ["serviceId"])
@Check("centre_places", "places > 0")
export class CentreRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "centre_pkey" })
  id!: string;

  @Column("uuid")
  organisationId!: string;

  /** The service of the directory which this centre gives. */
  @Column("uuid")
  serviceId!: string;

  @Column("text")
  name!: string;

  /** ELSTAT code; null where the public description does not name the place. */
  @Column("text", { nullable: true })
  municipalityCode!: string | null;

  @Column("integer")
  places!: number;

  /** Invented for the demonstration, or completed with invented numbers. */
  @Column("boolean")
  synthetic!: boolean;
}

/** What a centre offers to children of an age. No persons. */
@Entity("activity")
@Index("activity_centre", ["centreId"])
@Check("activity_kind", "kind in ('CREATIVE','MUSIC_AND_THEATRE','SPORT','LEARNING_SUPPORT','DIGITAL','LIFE_SKILLS')")
@Check("activity_ages", "ages_from >= 0 and ages_to >= ages_from")
export class ActivityRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "activity_pkey" })
  id!: string;

  @Column("uuid")
  centreId!: string;

  @ManyToOne(() => CentreRow)
  @JoinColumn({ name: "centre_id", foreignKeyConstraintName: "activity_centre_fk" })
  centre?: CentreRow;

  @Column("text")
  kind!: string;

  @Column("text")
  name!: string;

  @Column("smallint")
  agesFrom!: number;

  @Column("smallint")
  agesTo!: number;
}
