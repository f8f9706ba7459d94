import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";

/** A unit of mental-health care. No persons. */
@Entity("unit")
@Index("unit_service", ["serviceId"])
@Check("unit_kind", "kind in ('COMMUNITY_CENTRE','DAY_CENTRE','HOSTEL','COUNSELLING','MOBILE_UNIT')")
export class UnitRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "unit_pkey" })
  id!: string;

  @Column("uuid")
  organisationId!: string;

  /** The service of the directory which this unit gives. */
  @Column("uuid")
  serviceId!: string;

  @Column("text")
  name!: string;

  @Column("text")
  kind!: string;

  /** Invented for the demonstration. */
  @Column("boolean")
  synthetic!: boolean;
}

/** One course of care of one person in one unit. Never a diagnosis, never a note: there is no column for it. */
@Entity("episode")
@Index("episode_person", ["beneficiaryId"])
@Index("episode_own", ["organisationId", "openedOn", "id"])
@Index("episode_open", ["unitId", "beneficiaryId"], { unique: true, where: "closed_on is null" })
@Check("episode_status", "status in ('REFERRED','ASSESSMENT','IN_CARE','ON_HOLD','CLOSED')")
@Check("episode_care_level", "care_level between 1 and 4")
@Check("episode_period", "closed_on >= opened_on")
@Check("episode_closed", "(status = 'CLOSED') = (closed_on is not null)")
@Check("episode_reason", "(closed_on is null) = (closing_reason is null)")
@Check(
  "episode_closing_reason",
  "closing_reason in ('GOALS_REACHED','REFERRED_ON','LEFT_BY_CHOICE','LOST_CONTACT','UNSUITABLE','OTHER')",
)
export class EpisodeRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "episode_pkey" })
  id!: string;

  @Column("uuid")
  beneficiaryId!: string;

  @Column("uuid")
  organisationId!: string;

  @Column("uuid")
  unitId!: string;

  @ManyToOne(() => UnitRow)
  @JoinColumn({ name: "unit_id", foreignKeyConstraintName: "episode_unit" })
  unit?: UnitRow;

  @Column("text")
  status!: string;

  /** 1 information, 2 counselling, 3 therapy, 4 intensive. */
  @Column("smallint")
  careLevel!: number;

  @Column("date")
  openedOn!: string;

  @Column("date", { nullable: true })
  closedOn!: string | null;

  @Column("text", { nullable: true })
  closingReason!: string | null;

  /** The worker responsible for the person in the unit. */
  @Column("uuid", { nullable: true })
  keyworkerId!: string | null;

  /** The referral that led here; null when the person came alone. */
  @Column("uuid", { nullable: true })
  referralId!: string | null;
}

/** One meeting of an episode: when, how long, what kind, whether it took place. */
@Entity("appointment")
@Index("appointment_once", ["episodeId", "at"], { unique: true })
@Check("appointment_minutes", "minutes between 5 and 480")
@Check("appointment_kind", "kind in ('FIRST_MEETING','INDIVIDUAL','FAMILY','GROUP','HOME_VISIT','REMOTE')")
@Check("appointment_status", "status in ('BOOKED','KEPT','MISSED','CANCELLED')")
export class AppointmentRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "appointment_pkey" })
  id!: string;

  @Column("uuid")
  beneficiaryId!: string;

  @Column("uuid")
  organisationId!: string;

  @Column("uuid")
  episodeId!: string;

  @ManyToOne(() => EpisodeRow)
  @JoinColumn({ name: "episode_id", foreignKeyConstraintName: "appointment_episode" })
  episode?: EpisodeRow;

  @Column("timestamptz")
  at!: Date;

  @Column("smallint")
  minutes!: number;

  @Column("text")
  kind!: string;

  @Column("text")
  status!: string;
}
