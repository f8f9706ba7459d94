import { seededId } from "../../../kernel/identifier";
import { searchableText, sortableName } from "../../domain/searchable.rules";
import { AGENCIES, type AgencyFacts } from "./agencies";
import { LOCAL_HOLIDAYS } from "./local-holidays";
import type { MunicipalityFacts, RegionalUnitFacts } from "./place-facts";
import { REGIONAL_UNITS, REGIONS, regionOf } from "./regions";
import { termsOf } from "./service-terms";
import { agencyIdOf, SERVICES } from "./services";

/** One statement over the JSON text of its rows. */
export type ReferenceWrite = readonly [sql: string, rows: readonly object[]];

/** The reference data as writes that can be repeated, in the order their foreign keys ask for. */
export const referenceWrites = (): ReferenceWrite[] => [
  [upsert("region", "code", REGION_COLUMNS), REGIONS.map(toRegion)],
  [upsert("regional_unit", "code", UNIT_COLUMNS), REGIONAL_UNITS.map(toUnit)],
  [
    upsert("municipality", "code", MUNICIPALITY_COLUMNS),
    REGIONAL_UNITS.flatMap((unit) => unit.municipalities.map((one) => toMunicipality(unit, one))),
  ],
  [GIVE_HOLIDAYS, Object.entries(LOCAL_HOLIDAYS).map(([code, holidays]) => ({ code, holidays }))],
  [upsert("agency", "id", AGENCY_COLUMNS), AGENCIES.map(toAgency)],
  [upsert("site", "id", SITE_COLUMNS), AGENCIES.flatMap(toSeat)],
  [upsert("service", "id", SERVICE_COLUMNS, SERVICE_KEPT), SERVICES.map(toService)],
];

/** For municipalities of which nobody has said anything: what an editor has said, none included, stays. */
const GIVE_HOLIDAYS = `update municipality set local_holidays = given.holidays
  from jsonb_to_recordset($1::jsonb) as given(code text, holidays jsonb)
  where municipality.code = given.code and local_holidays is null`;

type Columns = Readonly<Record<string, string>>;

/** `columns` from the row's keys to SQL types; `kept` are given to new rows only. */
function upsert(table: string, key: string, columns: Columns, kept: Columns = {}): string {
  const all = { ...columns, ...kept };
  const names = Object.keys(all).join(", ");
  const types = Object.entries(all).map(([name, type]) => `${name} ${type}`);
  const changes = Object.keys(columns).map((name) => `${name} = excluded.${name}`);
  return `insert into ${table} (${names}) select ${names} from jsonb_to_recordset($1::jsonb) as given(${types.join(", ")})
    on conflict (${key}) do update set ${changes.join(", ")}`;
}

const REGION_COLUMNS: Columns = { code: "text", name_el: "text", name_en: "text" };
const UNIT_COLUMNS: Columns = { code: "text", name_el: "text", region_code: "text" };
const MUNICIPALITY_COLUMNS: Columns = {
  code: "text",
  name_el: "text",
  nuts3: "text",
  population2021: "integer",
  population2011: "integer",
  regional_unit_code: "text",
  region_code: "text",
  search_text: "text",
  sort_name: "text",
};
const AGENCY_COLUMNS: Columns = {
  id: "uuid",
  slug: "text",
  kind: "text",
  branch_kind: "text",
  name_el: "text",
  name_en: "text",
  alternate_names: "text[]",
  operation_code: "text",
  budget_cents: "bigint",
  fund: "text",
  municipality_code: "text",
  synthetic: "boolean",
  search_text: "text",
  sort_name: "text",
};
const SITE_COLUMNS: Columns = {
  id: "uuid",
  agency_id: "uuid",
  kind: "text",
  name_el: "text",
  address: "text",
  municipality_code: "text",
  phones: "text[]",
  hours: "jsonb",
  confidential: "boolean",
  synthetic: "boolean",
};
const SERVICE_COLUMNS: Columns = {
  id: "uuid",
  agency_id: "uuid",
  programme_id: "uuid",
  domain: "text",
  name_el: "text",
  name_en: "text",
  eligibility_el: "text",
  required_documents: "text[]",
  confidential: "boolean",
  nationwide: "boolean",
  search_text: "text",
};
const SERVICE_KEPT: Columns = {
  languages: "text[]",
  status: "text",
  ages_from: "smallint",
  ages_to: "smallint",
  sexes: "text[]",
  consent_categories: "text[]",
};

const toRegion = ({ code, genitive, english }: (typeof REGIONS)[number]) => ({
  code,
  name_el: `Περιφέρεια ${genitive}`,
  name_en: english,
});

const toUnit = ({ code, nuts3, genitive }: RegionalUnitFacts) => ({
  code,
  name_el: `Περιφερειακή Ενότητα ${genitive}`,
  region_code: regionOf(nuts3),
});

const toMunicipality = (unit: RegionalUnitFacts, { code, genitive, ...populations }: MunicipalityFacts) => ({
  code,
  name_el: `Δήμος ${genitive}`,
  nuts3: unit.nuts3,
  ...populations,
  regional_unit_code: unit.code,
  region_code: regionOf(unit.nuts3),
  search_text: searchableText([`Δήμος ${genitive}`]),
  sort_name: sortableName(genitive),
});

const toAgency = (facts: AgencyFacts) => ({
  id: agencyIdOf(facts.key),
  slug: facts.key,
  kind: facts.kind,
  branch_kind: facts.branchKind,
  name_el: facts.nameEl,
  name_en: facts.nameEn,
  alternate_names: facts.alternateNames,
  operation_code: facts.operationCode,
  budget_cents: facts.budgetEuros === null ? null : facts.budgetEuros * 100,
  fund: facts.fund,
  municipality_code: facts.municipalityCode,
  synthetic: false,
  search_text: searchableText([facts.nameEl, facts.nameEn, ...facts.alternateNames]),
  sort_name: sortableName(facts.nameEl),
});

const toSeat = ({ key, nameEl, municipalityCode, seat }: AgencyFacts) =>
  seat && municipalityCode
    ? [
        {
          id: seededId("site", `${key}/1`),
          agency_id: agencyIdOf(key),
          kind: "SEAT",
          name_el: nameEl,
          address: seat.address,
          municipality_code: municipalityCode,
          phones: seat.phones,
          hours: [{ days: seat.days, opensAt: seat.opensAt, closesAt: seat.closesAt }],
          confidential: false,
          synthetic: false,
        },
      ]
    : [];

const agencyNames = new Map(
  AGENCIES.map(({ key, nameEl, nameEn, alternateNames }) => [key, [nameEl, nameEn, ...alternateNames]]),
);

/** A service is also found by the names of its agency: people ask for "the hostel of the Red Cross". */
const toService = (facts: (typeof SERVICES)[number]) => ({
  id: facts.id,
  agency_id: facts.agencyId,
  programme_id: facts.programmeId,
  domain: facts.domain,
  name_el: facts.nameEl,
  name_en: facts.nameEn,
  eligibility_el: facts.eligibilityEl,
  required_documents: facts.documents,
  confidential: facts.confidential,
  nationwide: facts.nationwide,
  search_text: searchableText([facts.nameEl, facts.nameEn, ...(agencyNames.get(facts.agencyKey) ?? [])]),
  languages: ["el"],
  status: "ACTIVE",
  ...termsOf(facts),
});
