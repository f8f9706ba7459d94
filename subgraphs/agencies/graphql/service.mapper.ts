import { toConnection } from "../../kernel/paging/connection.type";
import type { Page } from "../../kernel/paging/paging";
import type { CapacityRecord, ListedServiceRecord, ServiceRecord } from "../data/service.statements";
import { isStale } from "../domain/freshness.rules";
import { toAgency } from "./agency.mapper";
import type { Service, ServiceCapacity } from "./service.type";

export const toService = (record: ServiceRecord): Service => ({
  id: record.id,
  nameEl: record.nameEl,
  nameEn: record.nameEn,
  domain: record.domain,
  eligibilityText: record.eligibilityEl,
  requiredDocuments: record.requiredDocuments,
  languages: record.languages,
  terms: {
    agesFrom: record.agesFrom,
    agesTo: record.agesTo,
    sexes: record.sexes,
    households: record.households,
    consentCategories: record.consentCategories,
  },
  confidential: record.confidential,
  status: record.status,
  reopensOn: record.reopensOn,
  assuredDate: record.assuredDate,
  assuredBy: record.assuredBy,
  serviceArea: {
    nationwide: record.nationwide,
    regionCodes: record.regionCodes,
    municipalityCodes: record.municipalityCodes,
  },
  capacity: record.capacity.map(toCapacity),
  programme: { id: record.programmeId },
  agency: toAgency(record.agency),
});

function toCapacity({ unit, available, maximum, status, updatedAt: text }: CapacityRecord): ServiceCapacity {
  const updatedAt = new Date(text);
  return { unit, available, maximum, status, updatedAt, stale: isStale(unit, updatedAt, new Date()) };
}

export const toServiceOrNull = (record: ServiceRecord | null): Service | null => record && toService(record);

export const toServices = (records: readonly ServiceRecord[]): Service[] => records.map(toService);

export const toServiceConnection = (page: Page<ListedServiceRecord>) =>
  toConnection(page, toService, (record) => [String(record.opening), String(record.unassured), record.id]);
