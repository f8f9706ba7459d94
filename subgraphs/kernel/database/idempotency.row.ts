import { Column, Entity, PrimaryColumn } from "typeorm";

/** What a mutation answered to a key, kept so that a retry changes nothing twice. See idempotency.ts. */
@Entity("idempotency")
export class IdempotencyRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "idempotency_pkey" })
  viewerId!: string;

  @PrimaryColumn("text", { primaryKeyConstraintName: "idempotency_pkey" })
  key!: string;

  /** SHA-256 of the operation and its input. */
  @Column("bytea")
  request!: Buffer;

  @Column("uuid", { nullable: true })
  result!: string | null;

  @Column("timestamp with time zone")
  at!: Date;
}
