import { Check, Column, Entity, Index, PrimaryColumn } from "typeorm";

/** An event that was taken, stored in the transaction of its effect: so it has that effect once. */
@Entity("inbox")
@Index("inbox_record", ["publisher", "recordId", "position"])
@Check("inbox_effect", "effect in ('CHANGED', 'UNCHANGED', 'OVERTAKEN')")
export class InboxRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "inbox_pkey" })
  eventId!: string;

  @PrimaryColumn("text", { primaryKeyConstraintName: "inbox_pkey" })
  consumer!: string;

  @Column("text")
  publisher!: string;

  @Column("uuid")
  organisationId!: string;

  @Column("uuid")
  recordId!: string;

  @Column("bigint")
  position!: number;

  @Column("text")
  effect!: string;

  @Column("timestamp with time zone")
  at!: Date;
}

/** An event that was not taken, and why. The publisher is who signed it, whatever the event says of itself. */
@Entity("inbox_refusal")
@Index("inbox_refusal_at", ["at"])
export class InboxRefusalRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "inbox_refusal_pkey" })
  id!: string;

  @Column("text")
  publisher!: string;

  /** As the event says, which may be anything. */
  @Column("text", { nullable: true })
  eventId!: string | null;

  @Column("text", { nullable: true })
  type!: string | null;

  @Column("text")
  reason!: string;

  @Column("timestamp with time zone")
  at!: Date;
}
