import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";

/** A vocational training course. No persons. */
@Entity("course")
@Check("course_period", "ends_on >= starts_on")
export class CourseRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "course_pkey" })
  id!: string;

  @Column("uuid")
  organisationId!: string;

  @Column("text")
  title!: string;

  @Column("text")
  field!: string;

  @Column("integer")
  hours!: number;

  @Column("date")
  startsOn!: string;

  @Column("date")
  endsOn!: string;
}

/** One person's place in one course. */
@Entity("attendance")
@Index("attendance_person", ["beneficiaryId"])
@Index("attendance_once", ["courseId", "beneficiaryId"], { unique: true })
@Check("attendance_hours", "hours_attended >= 0")
@Check("attendance_status", "status in ('ENROLLED','ATTENDING','COMPLETED','DROPPED_OUT')")
export class AttendanceRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "attendance_pkey" })
  id!: string;

  @Column("uuid")
  beneficiaryId!: string;

  @Column("uuid")
  organisationId!: string;

  @Column("uuid")
  courseId!: string;

  @ManyToOne(() => CourseRow)
  @JoinColumn({ name: "course_id", foreignKeyConstraintName: "attendance_course" })
  course?: CourseRow;

  @Column("text")
  status!: string;

  @Column("integer")
  hoursAttended!: number;

  /** The referral that led here; null when the person came alone. */
  @Column("uuid", { nullable: true })
  referralId!: string | null;
}
