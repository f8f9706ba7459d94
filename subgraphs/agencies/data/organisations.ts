import type { Importer } from "../../kernel/database/copy";
import type { Database } from "../../kernel/database/database";
import { statement } from "../../kernel/database/statement";

/** An organisation as other owners of the hub must know it to keep rule 5: never for clients. */
export interface OrganisationRecord {
  readonly id: string;
  readonly nameEl: string;
  readonly nameEn: string;
  /** It gives a confidential service or has a confidential site, open or not: to be known there is the secret. */
  readonly confidential: boolean;
}

/** Of agency `a`. */
const CONFIDENTIAL = `exists (select from service s where s.agency_id = a.id and s.confidential)
  or exists (select from site s where s.agency_id = a.id and s.confidential)`;

const ORGANISATIONS = statement<OrganisationRecord>(
  "organisations",
  `select a.id, a.name_el as "nameEl", a.name_en as "nameEn", ${CONFIDENTIAL} as confidential from agency a`,
);

export const listOrganisations = (database: Database): Promise<OrganisationRecord[]> =>
  database.publicRows(ORGANISATIONS);

/** The same as the owner sees it who brings in a caseload, without names. */
export const readOrganisations = (importer: Importer) =>
  importer.run(`select a.id, ${CONFIDENTIAL} as confidential from agency a`) as Promise<
    Pick<OrganisationRecord, "id" | "confidential">[]
  >;
