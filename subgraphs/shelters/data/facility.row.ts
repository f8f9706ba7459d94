import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";

/** A house of a shelter organisation, serving one service of the directory. No persons. */
@Entity("facility")
@Index("facility_organisation", ["organisationId"])
@Index("facility_service", ["serviceId"])
@Check("facility_kind", "kind in ('HOSTEL','NIGHT_SHELTER','DAY_CENTRE','SUPPORTED_APARTMENTS','REFUGE')")
@Check("facility_accepts", "accepts <@ array['MEN','WOMEN','FAMILIES','MINORS']")
@Check("facility_receives_from", "receives_from ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'")
@Check("facility_status", "status in ('OPEN','TEMPORARILY_CLOSED','CLOSED')")
@Check("facility_refuge", "kind <> 'REFUGE' or confidential")
@Check(
  "facility_place",
  "case when confidential then num_nonnulls(municipality_code, address) = 0 else sealed is null end",
)
export class FacilityRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "facility_pkey" })
  id!: string;

  @Column("uuid")
  organisationId!: string;

  @Column("uuid")
  serviceId!: string;

  @Column("text")
  kind!: string;

  @Column("text")
  nameEl!: string;

  @Column("text")
  nameEn!: string;

  /** ELSTAT code; null where the organisation does not publish it, and for every confidential facility. */
  @Column("text", { nullable: true })
  municipalityCode!: string | null;

  /** Null for every confidential facility. */
  @Column("text", { nullable: true })
  address!: string | null;

  /**
   * Municipality and address of a confidential facility, see hidden-place.ts. Read by one statement only, for workers
   * of the facility's own organisation.
   */
  @Column("bytea", { nullable: true })
  sealed!: Buffer | null;

  /** Hides that a person is known here, and how full it is, from everyone outside. Every refuge is. */
  @Column("boolean")
  confidential!: boolean;

  @Column("text", { array: true })
  accepts!: string[];

  /** Local time, HH:MM, from which people are received. */
  @Column("text")
  receivesFrom!: string;

  @Column("text")
  status!: string;
}

/** A room or apartment of a facility. */
@Entity("room")
@Index("room_label", ["facilityId", "label"], { unique: true })
export class RoomRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "room_pkey" })
  id!: string;

  @Column("uuid")
  facilityId!: string;

  @ManyToOne(() => FacilityRow)
  @JoinColumn({ name: "facility_id", foreignKeyConstraintName: "room_facility" })
  facility?: FacilityRow;

  @Column("text")
  label!: string;
}

/** A bed, the unit that is given to one person for a night. */
@Entity("bed")
@Index("bed_label", ["roomId", "label"], { unique: true })
export class BedRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "bed_pkey" })
  id!: string;

  @Column("uuid")
  roomId!: string;

  @ManyToOne(() => RoomRow)
  @JoinColumn({ name: "room_id", foreignKeyConstraintName: "bed_room" })
  room?: RoomRow;

  @Column("text")
  label!: string;

  @Column("boolean")
  active!: boolean;
}
