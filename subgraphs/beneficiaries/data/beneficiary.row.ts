import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";

/** A person a Community Centre received. Keyed by id alone: it is the root that everything of a person hangs on. */
@Entity("beneficiary")
@Index("beneficiary_centre", ["centreId", "registeredAt", "id"])
@Index("beneficiary_birth", ["centreId", "birthDate"])
@Index("beneficiary_search", { synchronize: false })
@Check("beneficiary_sex", "sex in ('FEMALE', 'MALE', 'OTHER', 'UNKNOWN')")
export class BeneficiaryRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "beneficiary_pkey" })
  id!: string;

  /** The centre responsible: an agency of the directory. */
  @Column("uuid")
  centreId!: string;

  /** The worker responsible, who is also the person's named supervisor. */
  @Column("uuid")
  workerId!: string;

  @Column("text")
  givenName!: string;

  @Column("text")
  surname!: string;

  @Column("text", { nullable: true })
  fatherName!: string | null;

  @Column("text", { nullable: true })
  motherName!: string | null;

  @Column("text", { nullable: true })
  givenNameLatin!: string | null;

  @Column("text", { nullable: true })
  surnameLatin!: string | null;

  @Column("text")
  sex!: string;

  /** Null when unknown: people arrive without papers. */
  @Column("date", { nullable: true })
  birthDate!: string | null;

  /** ISO 3166-1 alpha-2. */
  @Column("text", { nullable: true })
  nationality!: string | null;

  /** ISO 639-1. */
  @Column("text", { array: true })
  languages!: string[];

  @Column("text", { nullable: true })
  street!: string | null;

  @Column("text", { nullable: true })
  postcode!: string | null;

  @Column("text", { nullable: true })
  municipalityCode!: string | null;

  /** " " + foldName of all names, for searching. */
  @Column("text")
  searchName!: string;

  @Column("timestamp with time zone")
  registeredAt!: Date;

  @Column("boolean")
  synthetic!: boolean;
}

/** A national or other number of a person: sealed, and matched by keyed hash within one centre. */
@Entity("identifier")
@Index("identifier_number_odd", ["kind", "matchOdd"], { where: "match_odd is not null" })
@Index("identifier_number_even", ["kind", "matchEven"], { where: "match_even is not null" })
@Index("identifier_once_odd", ["centreId", "kind", "matchOdd"], { unique: true })
@Index("identifier_once_even", ["centreId", "kind", "matchEven"], { unique: true })
@Check("identifier_match", "num_nonnulls(match_odd, match_even) > 0")
@Check("identifier_kind", "kind in ('AMKA', 'AFM', 'PAAYPA', 'PASSPORT', 'RESIDENCE_PERMIT', 'PERSONAL_NUMBER')")
export class IdentifierRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "identifier_pkey" })
  beneficiaryId!: string;

  @PrimaryColumn("text", { primaryKeyConstraintName: "identifier_pkey" })
  kind!: string;

  @Column("uuid")
  centreId!: string;

  @Column("bytea")
  sealed!: Buffer;

  /** Under the matching key with an odd number, when there is one: see {@link Matches} of the vault. */
  @Column("bytea", { nullable: true })
  matchOdd!: Buffer | null;

  @Column("bytea", { nullable: true })
  matchEven!: Buffer | null;

  @ManyToOne(() => BeneficiaryRow)
  @JoinColumn({ name: "beneficiary_id", foreignKeyConstraintName: "identifier_person" })
  beneficiary?: BeneficiaryRow;
}

/** A way to reach a person, and whether it is safe to use it. */
@Entity("contact")
@Check("contact_kind", "kind in ('MOBILE', 'PHONE', 'EMAIL')")
export class ContactRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "contact_pkey" })
  beneficiaryId!: string;

  @PrimaryColumn("uuid", { primaryKeyConstraintName: "contact_pkey" })
  id!: string;

  @Column("text")
  kind!: string;

  @Column("bytea")
  sealed!: Buffer;

  @Column("boolean")
  safeToContact!: boolean;

  @Column("text", { nullable: true })
  note!: string | null;

  @ManyToOne(() => BeneficiaryRow)
  @JoinColumn({ name: "beneficiary_id", foreignKeyConstraintName: "contact_person" })
  beneficiary?: BeneficiaryRow;
}

/** Membership of a household. A person belongs to one household at a time. */
@Entity("household_member")
@Index("household_member_household", ["householdId"])
@Check("household_member_role", "role in ('HEAD', 'SPOUSE', 'CHILD', 'PARENT', 'OTHER')")
export class HouseholdMemberRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "household_member_pkey" })
  beneficiaryId!: string;

  @Column("uuid")
  householdId!: string;

  @Column("text")
  role!: string;

  @ManyToOne(() => BeneficiaryRow)
  @JoinColumn({ name: "beneficiary_id", foreignKeyConstraintName: "household_member_person" })
  beneficiary?: BeneficiaryRow;
}
