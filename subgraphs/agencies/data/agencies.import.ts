import type { Importer } from "../../kernel/database/copy";
import type { Vault } from "../../kernel/secrets/vault";
import type { CapacityStatus, CapacityUnit, ServiceStatus, SiteKind } from "../domain/vocabulary";
import { sealPlace, type SitePlace } from "./hidden-site";
import { referenceWrites } from "./reference/directory-rows";

/**
 * Loads the map of Greece and the real agencies with their services. Repeating it brings names and texts up to date
 * and leaves alone what the hub's users keep: status, confirmation, languages, area and capacity of services.
 */
export const loadAgenciesReference = (importer: Importer): Promise<void> =>
  inOneGo(importer, async () => {
    for (const [sql, rows] of referenceWrites()) await importer.run(sql, [JSON.stringify(rows)]);
  });

/**
 * What an agency's own system, or the synthetic caseload, adds to an agency and services of the directory. All of it
 * replaces what is there under the same id, so an import can be repeated.
 */
export interface AgencyImport {
  readonly agencyId: string;
  readonly sites: readonly SiteImport[];
  readonly services: readonly ServiceImport[];
}

export interface SiteImport extends SitePlace {
  readonly id: string;
  readonly kind: SiteKind;
  readonly confidential: boolean;
  readonly synthetic: boolean;
}

export interface ServiceImport {
  readonly id: string;
  readonly siteIds: readonly string[];
  readonly languages: readonly string[];
  readonly regionCodes: readonly string[];
  readonly municipalityCodes: readonly string[];
  readonly status: ServiceStatus;
  readonly reopensOn: string | null;
  readonly assuredDate: string | null;
  readonly assuredBy: string | null;
  readonly capacity: readonly CapacityImport[];
}

export interface CapacityImport {
  readonly unit: CapacityUnit;
  readonly available: number;
  readonly maximum: number;
  readonly status: CapacityStatus;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

/**
 * Writes everything or nothing; confidential sites are sealed. Throws on an agency or municipality that is not in the
 * directory.
 */
export function importAgencies(importer: Importer, records: Iterable<AgencyImport>, vault: Vault): Promise<void> {
  const agencies = [...records];
  const sites = agencies.flatMap(({ agencyId, sites: own }) => own.map((site) => toSite(agencyId, site, vault)));
  const services = agencies.flatMap((agency) => agency.services);
  return inOneGo(importer, async () => {
    await importer.run(WRITE_SITES, [JSON.stringify(sites)]);
    for (const write of WRITE_SERVICES) await importer.run(write, [JSON.stringify(services)]);
  });
}

function toSite(agencyId: string, site: SiteImport, vault: Vault): object {
  const { id, kind, confidential, synthetic } = site;
  const known = { id, agencyId, kind, confidential, synthetic };
  return confidential ? { ...known, sealed: sealPlace(vault, site).toString("base64") } : { ...site, agencyId };
}

async function inOneGo(importer: Importer, write: () => Promise<void>): Promise<void> {
  await importer.run("begin");
  try {
    await write();
    await importer.run("commit");
  } catch (error) {
    await importer.run("rollback");
    throw error;
  }
}

const WRITE_SITES = `
  insert into site (id, agency_id, kind, name_el, address, municipality_code, phones, hours, sealed,
    confidential, synthetic)
  select "id", "agencyId", "kind", "nameEl", "address", "municipalityCode", "phones", "hours",
    decode("sealed", 'base64'), "confidential", "synthetic"
  from jsonb_to_recordset($1::jsonb) as given("id" uuid, "agencyId" uuid, "kind" text, "nameEl" text, "address" text,
    "municipalityCode" text, "phones" text[], "hours" jsonb, "sealed" text, "confidential" boolean, "synthetic" boolean)
  on conflict (id) do update set agency_id = excluded.agency_id, kind = excluded.kind, name_el = excluded.name_el,
    address = excluded.address, municipality_code = excluded.municipality_code, phones = excluded.phones,
    hours = excluded.hours, sealed = excluded.sealed, confidential = excluded.confidential, synthetic = excluded.synthetic`;

const GIVEN = `jsonb_to_recordset($1::jsonb) as given("id" uuid, "siteIds" uuid[], "languages" text[],
  "regionCodes" text[], "municipalityCodes" text[], "status" text, "reopensOn" date, "assuredDate" date,
  "assuredBy" text, "capacity" jsonb)`;

const within = (table: string, column: string, list: string): string[] => [
  `delete from ${table} where service_id in (select given.id from ${GIVEN})`,
  `insert into ${table} (service_id, ${column}) select given.id, item from ${GIVEN}, unnest(given."${list}") item`,
];

const WRITE_SERVICES = [
  `update service set languages = given."languages", status = given."status", reopens_on = given."reopensOn",
     assured_date = given."assuredDate", assured_by = given."assuredBy"
   from ${GIVEN} where service.id = given.id`,
  ...within("service_site", "site_id", "siteIds"),
  ...within("service_region", "region_code", "regionCodes"),
  ...within("service_municipality", "municipality_code", "municipalityCodes"),
  `insert into service_capacity (service_id, unit, available, maximum, status, updated_at, updated_by)
   select given.id, told."unit", told."available", told."maximum", told."status", told."updatedAt", told."updatedBy"
   from ${GIVEN}, jsonb_to_recordset(given."capacity") as told("unit" text, "available" integer, "maximum" integer,
     "status" text, "updatedAt" timestamptz, "updatedBy" text)
   on conflict (service_id, unit) do update set available = excluded.available, maximum = excluded.maximum,
     status = excluded.status, updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
];
