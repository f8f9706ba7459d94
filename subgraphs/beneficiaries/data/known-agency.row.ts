import { Column, Entity, PrimaryColumn } from "typeorm";

/** An organisation of the directory, as far as it decides what is hidden here. About no person. */
@Entity("known_agency")
export class KnownAgencyRow {
  @PrimaryColumn("uuid", { primaryKeyConstraintName: "known_agency_pkey" })
  id!: string;

  /** It gives a confidential service or has a confidential site, or once did: to name it tells of it (rule 5). */
  @Column("boolean")
  confidential!: boolean;
}
