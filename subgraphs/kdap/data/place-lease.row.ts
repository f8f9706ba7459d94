import { Check, Column, Entity, Exclusion, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { SlotRow } from "./slot.row";

/**
 * A place in a group that is held for one child while the centre decides. It ends by itself at the end of `held`: nobody
 * has to do anything for the place to be free again.
 */
@Entity("place_lease")
@Index("place_lease_child", ["beneficiaryId"])
@Index("place_lease_entry", ["enrolmentId"])
@Index("place_lease_open", { synchronize: false })
@Check("place_lease_status", "status in ('HELD','ADMITTED','RELEASED','LAPSED')")
@Check("place_lease_held", "not lower_inf(held) and not upper_inf(held)")
@Exclusion("place_lease_once", "using gist (slot_id with =, beneficiary_id with =, held with &&)")
export class PlaceLeaseRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "place_lease_pkey" })
  id!: string;

  @Column("uuid")
  beneficiaryId!: string;

  @Column("uuid")
  organisationId!: string;

  @Column("uuid")
  slotId!: string;

  @ManyToOne(() => SlotRow)
  @JoinColumn({ name: "slot_id", foreignKeyConstraintName: "place_lease_slot" })
  slot?: SlotRow;

  @Column("uuid", { nullable: true })
  referralId!: string | null;

  /** The place on the list that it was offered to; null when a place was free as the referral came. */
  @Column("uuid", { nullable: true })
  enrolmentId!: string | null;

  /** From when to when; cut short by an enrolment or a release. */
  @Column("tstzrange")
  held!: string;

  @Column("text")
  status!: string;
}
