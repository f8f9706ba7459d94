import { toConnection, type Connection } from "../../kernel/paging/connection.type";
import type { Page } from "../../kernel/paging/paging";
import type { EligibilityRuleRecord, ProgrammeRecord } from "../data/programme.repository";
import type { EligibilityRule, Programme } from "./programme.type";

export const toProgramme = (row: ProgrammeRecord): Programme => ({
  id: row.id,
  slug: row.slug,
  nameEl: row.nameEl,
  nameEn: row.nameEn,
  formerNames: row.formerNames,
  level: row.level,
  domain: row.domain,
  legalBasis: row.legalBasis,
  agencyKinds: row.agencyKinds,
  validFrom: row.validFrom,
  validUntil: row.validUntil,
  confidential: row.confidential,
  note: row.note,
  eligibility: row.eligibility.map(toEligibilityRule),
});

export const toProgrammeOrNull = (row: ProgrammeRecord | null): Programme | null => row && toProgramme(row);

export const toProgrammeConnection = (page: Page<ProgrammeRecord>): Connection<Programme> =>
  toConnection(page, toProgramme, (row) => [row.slug]);

const toEligibilityRule = ({ kind, unit, textEl, textEn }: EligibilityRuleRecord): EligibilityRule => ({
  kind,
  unit,
  textEl,
  textEn,
});
