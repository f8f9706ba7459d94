import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { FacilityRow } from "./facility.row";

/** One person's place on one facility's waiting list. One open entry per person and facility. */
@Entity("waiting_entry")
@Index("waiting_entry_person", ["beneficiaryId", "confidential"])
@Index("waiting_entry_queue", ["facilityId", "priority", "requestedOn", "id"], {
  where: "status in ('WAITING','OFFERED')",
})
@Index("waiting_entry_open", ["facilityId", "beneficiaryId"], {
  unique: true,
  where: "status in ('WAITING','OFFERED')",
})
@Check("waiting_entry_priority", "priority between 1 and 3")
@Check("waiting_entry_status", "status in ('WAITING','OFFERED','ADMITTED','REMOVED')")
export class WaitingEntryRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "waiting_entry_pkey" })
  id!: string;

  @Column("uuid")
  beneficiaryId!: string;

  @Column("uuid")
  organisationId!: string;

  @Column("uuid")
  facilityId!: string;

  @ManyToOne(() => FacilityRow)
  @JoinColumn({ name: "facility_id", foreignKeyConstraintName: "waiting_entry_facility" })
  facility?: FacilityRow;

  @Column("uuid", { nullable: true })
  referralId!: string | null;

  @Column("date")
  requestedOn!: string;

  /** 1 EMERGENCY, 2 URGENT, 3 ROUTINE: a number, so that an index can hold the order of the queue. */
  @Column("smallint")
  priority!: number;

  @Column("text")
  status!: string;

  @Column("timestamptz")
  statusSince!: Date;

  /** Of a refuge. The database sets it, from the house. */
  @Column({ type: "boolean", default: true, insert: false, update: false })
  confidential?: boolean;
}
