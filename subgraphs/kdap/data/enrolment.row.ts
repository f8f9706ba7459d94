import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { SlotRow } from "./slot.row";

/**
 * A child's place in a slot, or the wish for one. Exactly one guardian: by id when the hub knows the person, so that
 * the name is kept once, else by name.
 */
@Entity("enrolment")
@Index("enrolment_child", ["beneficiaryId"])
@Index("enrolment_once", ["slotId", "beneficiaryId"], {
  unique: true,
  where: "status in ('APPLIED','ENROLLED','WAITLISTED')",
})
@Check("enrolment_status", "status in ('APPLIED','ENROLLED','WAITLISTED','ENDED','CANCELLED')")
@Check("enrolment_period", "ends_on >= starts_on")
@Check("enrolment_begun", "status not in ('ENROLLED','ENDED') or starts_on is not null")
@Check("enrolment_ended", "status <> 'ENDED' or ends_on is not null")
@Check("enrolment_guardian", "num_nonnulls(guardian_beneficiary_id, guardian_name) = 1")
@Check("enrolment_guardian_other", "guardian_beneficiary_id <> beneficiary_id")
export class EnrolmentRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "enrolment_pkey" })
  id!: string;

  @Column("uuid")
  beneficiaryId!: string;

  @Column("uuid")
  organisationId!: string;

  @Column("uuid")
  slotId!: string;

  @ManyToOne(() => SlotRow)
  @JoinColumn({ name: "slot_id", foreignKeyConstraintName: "enrolment_slot" })
  slot?: SlotRow;

  @Column("uuid", { nullable: true })
  guardianBeneficiaryId!: string | null;

  @Column("text", { nullable: true })
  guardianName!: string | null;

  @Column("text")
  status!: string;

  @Column("date", { nullable: true })
  startsOn!: string | null;

  @Column("date", { nullable: true })
  endsOn!: string | null;

  /** The referral that led here; null when the family came by itself. */
  @Column("uuid", { nullable: true })
  referralId!: string | null;
}

/** Whether a child came on a day. */
@Entity("attendance")
@Check("attendance_status", "status in ('PRESENT','ABSENT','EXCUSED')")
export class AttendanceRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "attendance_pkey" })
  beneficiaryId!: string;

  @PrimaryColumn("uuid", { primaryKeyConstraintName: "attendance_pkey" })
  enrolmentId!: string;

  @ManyToOne(() => EnrolmentRow)
  @JoinColumn({ name: "enrolment_id", foreignKeyConstraintName: "attendance_enrolment" })
  enrolment?: EnrolmentRow;

  @PrimaryColumn("date", { primaryKeyConstraintName: "attendance_pkey" })
  day!: string;

  @Column("text")
  status!: string;
}
