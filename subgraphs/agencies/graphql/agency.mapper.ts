import { toConnection } from "../../kernel/paging/connection.type";
import type { Page } from "../../kernel/paging/paging";
import type { AgencyRecord } from "../data/agency.statements";
import type { SiteRecord } from "../data/site.repository";
import type { Weekday } from "../domain/vocabulary";
import type { Agency, AgencyBudget, Site } from "./agency.type";

export const toAgency = (record: AgencyRecord): Agency => ({
  id: record.id,
  slug: record.slug,
  kind: record.kind,
  branchKind: record.branchKind,
  nameEl: record.nameEl,
  nameEn: record.nameEn,
  alternateNames: record.alternateNames,
  operationCode: record.operationCode,
  budget: toBudget(record),
  synthetic: record.synthetic,
  municipalityCode: record.municipalityCode,
  parentId: record.parentId,
});

const toBudget = ({ budgetCents, fund }: AgencyRecord): AgencyBudget | null =>
  budgetCents === null ? null : { amountMinor: budgetCents, currency: "EUR", fund };

export const toAgencyOrNull = (record: AgencyRecord | null): Agency | null => record && toAgency(record);

export const toAgencies = (records: readonly AgencyRecord[]): Agency[] => records.map(toAgency);

export const toAgencyConnection = (page: Page<AgencyRecord>) =>
  toConnection(page, toAgency, (record) => [record.sortName, record.id]);

export const toSites = (records: readonly SiteRecord[]): Site[] => records.map(toSite);

const toSite = (record: SiteRecord): Site => ({
  id: record.id,
  kind: record.kind,
  confidential: record.confidential,
  synthetic: record.synthetic,
  nameEl: record.nameEl,
  address: record.address,
  phones: [...record.phones],
  hours: record.hours.map((hours) => ({ ...hours, days: hours.days as Weekday[] })),
  municipalityCode: record.municipalityCode,
});
