import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";

/**
 * What a person asked about their own data, and how it was settled. It has no foreign key to the person: that an
 * erasure was asked for and carried out must be shown afterwards (GDPR art. 5(2)), when the person is gone.
 */
@Entity("subject_request")
@Index("subject_request_id", ["id"])
@Index("subject_request_centre", ["centreId", "openedAt", "id"])
@Index("subject_request_all", ["openedAt", "id"])
@Index("subject_request_open", ["beneficiaryId", "kind"], { unique: true, where: "ended_at is null" })
@Check("subject_request_kind", "kind in ('ACCESS', 'CORRECTION', 'ERASURE', 'RESTRICTION', 'OBJECTION')")
@Check("subject_request_state", "state in ('OPEN', 'EXTENDED', 'APPROVED', 'IN_FORCE', 'ANSWERED', 'REFUSED')")
@Check("subject_request_ended", "(state in ('ANSWERED', 'REFUSED')) = (ended_at is not null)")
@Check(
  "subject_request_proof",
  "identity_proof in ('IDENTITY_CARD', 'PASSPORT', 'RESIDENCE_DOCUMENT', 'KNOWN_IN_PERSON', 'GOV_GR', 'REPRESENTATIVE')",
)
export class SubjectRequestRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "subject_request_pkey" })
  beneficiaryId!: string;

  @PrimaryColumn("uuid", { primaryKeyConstraintName: "subject_request_pkey" })
  id!: string;

  /** The centre responsible for the person when they asked. */
  @Column("uuid")
  centreId!: string;

  @Column("text")
  kind!: string;

  @Column("text")
  state!: string;

  @Column("date")
  receivedOn!: string;

  @Column("date")
  dueOn!: string;

  @Column("text")
  identityProof!: string;

  /** In the person's words; emptied when the person is erased. */
  @Column("text", { nullable: true })
  note!: string | null;

  @Column("uuid")
  openedBy!: string;

  @Column("timestamp with time zone")
  openedAt!: Date;

  @Column("timestamp with time zone", { nullable: true })
  endedAt!: Date | null;

  /** Counts its steps: who is late gets CONFLICT. */
  @Column("integer")
  version!: number;
}

/** One step of a request's history, gapless from 1. Never changed. */
@Entity("subject_request_step")
export class SubjectRequestStepRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "subject_request_step_pkey" })
  beneficiaryId!: string;

  @PrimaryColumn("uuid", { primaryKeyConstraintName: "subject_request_step_pkey" })
  requestId!: string;

  @PrimaryColumn("integer", { primaryKeyConstraintName: "subject_request_step_pkey" })
  number!: number;

  @Column("text")
  state!: string;

  @Column("timestamp with time zone")
  at!: Date;

  @Column("uuid")
  actorId!: string;

  @Column("text", { nullable: true })
  reason!: string | null;

  @Column("text", { nullable: true })
  note!: string | null;

  @ManyToOne(() => SubjectRequestRow)
  @JoinColumn([
    {
      name: "beneficiary_id",
      referencedColumnName: "beneficiaryId",
      foreignKeyConstraintName: "subject_request_step_request",
    },
    { name: "request_id", referencedColumnName: "id", foreignKeyConstraintName: "subject_request_step_request" },
  ])
  request?: SubjectRequestRow;
}
