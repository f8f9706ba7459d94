import { Check, Column, Entity, Generated, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";

/** An event as its owner has stored it, in the transaction of what it tells. Never changed. */
@Entity("outbox")
export class OutboxRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "outbox_pkey" })
  id!: string;

  @Column("bigint")
  @Generated("increment")
  position!: number;

  @Column("text")
  type!: string;

  @Column("smallint")
  version!: number;

  @Column("uuid")
  beneficiaryId!: string;

  @Column("uuid")
  organisationId!: string;

  @Column("uuid")
  recordId!: string;

  @Column("jsonb")
  payload!: Record<string, unknown>;

  @Column("uuid")
  viewerId!: string;

  @Column("text")
  requestId!: string;

  @Column("timestamp with time zone")
  occurredAt!: Date;

  /** Names of the subscribers who are told; null for all of them. */
  @Column("text", { array: true, nullable: true })
  audience!: string[] | null;
}

/** Somebody who is sent every event of this owner. */
@Entity("outbox_subscription")
export class SubscriptionRow {
  @PrimaryColumn("text", { primaryKeyConstraintName: "outbox_subscription_pkey" })
  consumer!: string;

  @Column("timestamp with time zone")
  since!: Date;
}

const OPEN = { where: "state in ('PENDING', 'FAILED')" };

/** What became of one event at one subscriber. */
@Entity("outbox_delivery")
@Index("outbox_delivery_open", ["consumer", "position"], OPEN)
@Index("outbox_delivery_person", ["consumer", "beneficiaryId", "position"], OPEN)
@Index("outbox_delivery_dead", ["settledAt"], { where: "state in ('REFUSED', 'FAILED')" })
@Check("outbox_delivery_state", "state in ('PENDING', 'TAKEN', 'REFUSED', 'FAILED', 'DROPPED')")
export class DeliveryRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "outbox_delivery_pkey" })
  eventId!: string;

  @PrimaryColumn("text", { primaryKeyConstraintName: "outbox_delivery_pkey" })
  consumer!: string;

  @Column("uuid")
  beneficiaryId!: string;

  @Column("uuid")
  organisationId!: string;

  @Column("bigint")
  position!: number;

  /** PENDING: to be sent. FAILED: given up, and later events about the person wait. REFUSED: it did not fit. */
  @Column("text")
  state!: string;

  @Column("smallint")
  tries!: number;

  @Column("timestamp with time zone")
  dueAt!: Date;

  @Column("text", { nullable: true })
  reason!: string | null;

  @Column("timestamp with time zone", { nullable: true })
  settledAt!: Date | null;

  @ManyToOne(() => OutboxRow)
  @JoinColumn({ name: "event_id", foreignKeyConstraintName: "outbox_delivery_event" })
  event?: OutboxRow;

  @ManyToOne(() => SubscriptionRow)
  @JoinColumn({ name: "consumer", foreignKeyConstraintName: "outbox_delivery_subscription" })
  subscription?: SubscriptionRow;
}
