import { Check, Column, Entity, Index, PrimaryColumn, Unique } from "typeorm";

/**
 * One link of the chain: a record of an operation, or of an erasure. Stored once and never changed; only the owner role
 * may empty a link whose time is over, and then the chain says so. The application's role may add and read.
 */
@Entity("access_record")
@Unique("access_record_once", ["id"])
@Index("access_record_period", ["at", "seq"])
@Index("access_record_viewer", ["viewerId", "at", "seq"])
@Index("access_record_organisation", ["organisationId", "at", "seq"])
@Index("access_record_emergency", ["at", "seq"], { where: "emergency" })
@Index("access_record_turned_away", ["at", "seq"], { where: "refused and not granted" })
@Check("access_record_hashes", "length(content_hash) = 32 and length(chain_hash) = 32")
@Check("access_record_emptied", "(content is null) = (salt is null)")
export class AccessRecordRow {
  /** Gapless from 1. */
  @PrimaryColumn("bigint", { primaryKeyConstraintName: "access_record_pkey" })
  seq!: number;

  @Column("uuid")
  id!: string;

  @Column("timestamptz")
  at!: Date;

  /** Canonical JSON of the event; null once it is erased. Everything shown of a record is read from here. */
  @Column("text", { nullable: true })
  content!: string | null;

  @Column("bytea", { nullable: true })
  salt!: Buffer | null;

  @Column("bytea")
  contentHash!: Buffer;

  @Column("bytea")
  chainHash!: Buffer;

  // What follows is copied from the content to find a record by, and goes with it.

  @Column("uuid", { nullable: true })
  viewerId!: string | null;

  @Column("uuid", { nullable: true })
  organisationId!: string | null;

  @Column("boolean")
  granted!: boolean;

  @Column("boolean")
  refused!: boolean;

  @Column("boolean")
  emergency!: boolean;

  /** See findings.rules.ts. */
  @Column("text", { array: true })
  facets!: string[];
}

/** A person a record is about: by whom, and how it ended for them. */
@Entity("access_person")
@Index("access_person_at", { synchronize: false })
@Index("access_person_outside", ["at"], { where: "outside" })
export class AccessPersonRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "access_person_pkey" })
  beneficiaryId!: string;

  @PrimaryColumn("timestamptz", { primaryKeyConstraintName: "access_person_pkey" })
  at!: Date;

  @PrimaryColumn("bigint", { primaryKeyConstraintName: "access_person_pkey" })
  seq!: number;

  @Column("uuid")
  viewerId!: string;

  @Column("uuid", { nullable: true })
  organisationId!: string | null;

  @Column("boolean")
  granted!: boolean;

  @Column("boolean")
  outside!: boolean;

  @Column("boolean")
  hidden!: boolean;
}
