import { Check, Column, Entity, Exclusion, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { BedRow, FacilityRow } from "./facility.row";

/**
 * A bed that is held for one person while the house decides. It ends by itself at the end of `held`: nobody has to do
 * anything for the bed to be free again.
 */
@Entity("bed_lease")
@Index("bed_lease_person", ["beneficiaryId"])
@Index("bed_lease_entry", ["waitingEntryId"])
@Index("bed_lease_open", { synchronize: false })
@Check("bed_lease_status", "status in ('HELD','ADMITTED','RELEASED','LAPSED')")
@Check("bed_lease_held", "not lower_inf(held) and not upper_inf(held)")
@Check("bed_lease_nights", "not isempty(nights) and not lower_inf(nights) and not upper_inf(nights)")
@Exclusion("bed_lease_bed_once", "using gist (bed_id with =, held with &&)")
@Exclusion("bed_lease_person_once", "using gist (facility_id with =, beneficiary_id with =, held with &&)")
export class BedLeaseRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "bed_lease_pkey" })
  id!: string;

  @Column("uuid")
  beneficiaryId!: string;

  @Column("uuid")
  organisationId!: string;

  @Column("uuid")
  facilityId!: string;

  @ManyToOne(() => FacilityRow)
  @JoinColumn({ name: "facility_id", foreignKeyConstraintName: "bed_lease_facility" })
  facility?: FacilityRow;

  @Column("uuid")
  bedId!: string;

  @ManyToOne(() => BedRow)
  @JoinColumn({ name: "bed_id", foreignKeyConstraintName: "bed_lease_bed" })
  bed?: BedRow;

  @Column("uuid", { nullable: true })
  referralId!: string | null;

  /** The place on the list that it was offered to; null when the bed was free as the referral came. */
  @Column("uuid", { nullable: true })
  waitingEntryId!: string | null;

  /** Nights that nobody else can have while it is held. */
  @Column("daterange")
  nights!: string;

  /** From when to when; cut short by an admission or a release. */
  @Column("tstzrange")
  held!: string;

  @Column("text")
  status!: string;
}
