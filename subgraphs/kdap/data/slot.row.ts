import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { ActivityRow } from "./centre.row";

/** A school year or a summer. No persons. */
@Entity("term")
@Check("term_kind", "kind in ('SCHOOL_YEAR','SUMMER')")
@Check("term_period", "ends_on >= starts_on")
export class TermRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "term_pkey" })
  id!: string;

  @Column("text")
  kind!: string;

  @Column("text")
  name!: string;

  @Column("date")
  startsOn!: string;

  @Column("date")
  endsOn!: string;
}

/** One group of an activity in a term: on these weekdays, at this local time, for so many children. No persons. */
@Entity("slot")
@Index("slot_once", ["activityId", "termId", "startsAt", "weekdays", "groupNumber"], { unique: true })
@Index("slot_own", ["organisationId", "termId", "startsAt", "id"])
@Check("slot_hours", "ends_at > starts_at")
@Check("slot_weekdays", "cardinality(weekdays) > 0 and weekdays <@ array['MO','TU','WE','TH','FR','SA','SU']")
@Check("slot_places", "places > 0")
@Check("slot_taken", "taken between 0 and places")
export class SlotRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "slot_pkey" })
  id!: string;

  @Column("uuid")
  organisationId!: string;

  @Column("uuid")
  activityId!: string;

  @ManyToOne(() => ActivityRow)
  @JoinColumn({ name: "activity_id", foreignKeyConstraintName: "slot_activity" })
  activity?: ActivityRow;

  @Column("uuid")
  termId!: string;

  @ManyToOne(() => TermRow)
  @JoinColumn({ name: "term_id", foreignKeyConstraintName: "slot_term" })
  term?: TermRow;

  /** RFC 5545 names, Monday first. */
  @Column("text", { array: true })
  weekdays!: string[];

  /** Wall clock in Greece: a slot at 16:00 stays at 16:00 when the clock changes. */
  @Column("time")
  startsAt!: string;

  @Column("time")
  endsAt!: string;

  @Column("smallint")
  groupNumber!: number;

  @Column("integer")
  places!: number;

  /** Children ENROLLED. Kept by the database itself; this application may not write it. */
  @Column("integer", { default: 0 })
  taken!: number;
}
