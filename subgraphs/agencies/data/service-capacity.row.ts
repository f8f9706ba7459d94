import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { ServiceRow } from "./service.row";

/** How much of one unit a service can give now, as its agency last said (HSDS service_capacity). */
@Entity("service_capacity")
@Check("service_capacity_unit", "unit in ('BED','APARTMENT','PLACE','APPOINTMENT','HOUSEHOLD')")
@Check("service_capacity_status", "status in ('CAPACITY','NO_CAPACITY','WAITLIST','ADDITIONAL_ASSESSMENT_REQUIRED')")
@Check("service_capacity_bounds", "0 <= available and available <= maximum and maximum <= 100000")
export class ServiceCapacityRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "service_capacity_pkey" })
  serviceId!: string;

  @ManyToOne(() => ServiceRow)
  @JoinColumn({ name: "service_id", foreignKeyConstraintName: "service_capacity_service" })
  service?: ServiceRow;

  @PrimaryColumn("text", { primaryKeyConstraintName: "service_capacity_pkey" })
  unit!: string;

  @Column("integer")
  available!: number;

  @Column("integer")
  maximum!: number;

  @Column("text")
  status!: string;

  @Column("timestamptz")
  updatedAt!: Date;

  /** The worker, or system, who said so. */
  @Column("text")
  updatedBy!: string;
}
