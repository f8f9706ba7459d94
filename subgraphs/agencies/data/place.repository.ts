import type { Database } from "../../kernel/database/database";
import { statement } from "../../kernel/database/statement";
import { listLoader, rowLoader } from "../../kernel/loader";
import { toPage, type Page } from "../../kernel/paging/paging";
import type { NamedHoliday } from "../domain/local-holidays.rules";
import type { NameSearch } from "../domain/directory-filter.rules";
import { matchesSearch, searchValues } from "./search.fragment";

export interface RegionRecord {
  code: string;
  nameEl: string;
  nameEn: string;
  population2021: number;
  population2011: number;
}

export interface RegionalUnitRecord {
  code: string;
  nameEl: string;
  regionCode: string;
}

export interface MunicipalityRecord {
  code: string;
  nameEl: string;
  nuts3: string;
  population2021: number;
  population2011: number;
  regionalUnitCode: string;
  regionCode: string;
  localHolidays: NamedHoliday[] | null;
  sortName: string;
}

const REGION_COLUMNS = `r.code, r.name_el as "nameEl", r.name_en as "nameEn", p.population2021, p.population2011
  from region r cross join lateral (
    select coalesce(sum(m.population2021), 0) as population2021, coalesce(sum(m.population2011), 0) as population2011
    from municipality m where m.region_code = r.code) p`;
const REGIONS = statement<RegionRecord>("regions", `select ${REGION_COLUMNS} order by r.code`);
const REGIONS_BY_CODE = statement<RegionRecord>(
  "regions_by_code",
  `select ${REGION_COLUMNS} where r.code = any($1::text[])`,
);

const UNIT_COLUMNS = `code, name_el as "nameEl", region_code as "regionCode" from regional_unit`;
const UNITS_BY_CODE = statement<RegionalUnitRecord>(
  "regional_units_by_code",
  `select ${UNIT_COLUMNS} where code = any($1::text[])`,
);
const UNITS_BY_REGION = statement<RegionalUnitRecord>(
  "regional_units_by_region",
  `select ${UNIT_COLUMNS} where region_code = any($1::text[]) order by code`,
);

const MUNICIPALITY_COLUMNS = `code, name_el as "nameEl", nuts3, population2021, population2011,
  regional_unit_code as "regionalUnitCode", region_code as "regionCode", local_holidays as "localHolidays",
  sort_name as "sortName" from municipality`;
const MUNICIPALITIES_BY_CODE = statement<MunicipalityRecord>(
  "municipalities_by_code",
  `select ${MUNICIPALITY_COLUMNS} where code = any($1::text[])`,
);
const MUNICIPALITIES_BY_UNIT = statement<MunicipalityRecord>(
  "municipalities_by_unit",
  `select ${MUNICIPALITY_COLUMNS} where regional_unit_code = any($1::text[]) order by code`,
);
const MUNICIPALITIES_BY_REGION = statement<MunicipalityRecord>(
  "municipalities_by_region",
  `select ${MUNICIPALITY_COLUMNS} where region_code = any($1::text[]) order by code`,
);
const MUNICIPALITY_PAGE = statement<MunicipalityRecord>(
  "municipality_page",
  `select ${MUNICIPALITY_COLUMNS}
   where ($1::text is null or region_code = $1)
     and ${matchesSearch("search_text", 2)}
     and ($5::text is null or (sort_name, code) > ($5, $6))
   order by sort_name, code limit $7`,
);

export interface MunicipalityQuery {
  readonly regionCode: string | null;
  readonly search: NameSearch | null;
  readonly first: number;
  /** Sort name and code of the municipality after which to continue. */
  readonly after: readonly string[] | null;
}

/** Regions, regional units and municipalities. Public; born with the request. */
export class PlaceRepository {
  private readonly regions;
  private readonly units;
  private readonly municipalities;
  private readonly regionUnits;
  private readonly regionMunicipalities;
  private readonly unitMunicipalities;

  constructor(private readonly database: Database) {
    const byCode = ({ code }: { code: string }) => code;
    const byRegion = ({ regionCode }: { regionCode: string }) => regionCode;
    this.regions = rowLoader((codes) => database.publicRows(REGIONS_BY_CODE, [codes]), byCode);
    this.units = rowLoader((codes) => database.publicRows(UNITS_BY_CODE, [codes]), byCode);
    this.municipalities = rowLoader((codes) => database.publicRows(MUNICIPALITIES_BY_CODE, [codes]), byCode);
    this.regionUnits = listLoader((codes) => database.publicRows(UNITS_BY_REGION, [codes]), byRegion);
    this.regionMunicipalities = listLoader((codes) => database.publicRows(MUNICIPALITIES_BY_REGION, [codes]), byRegion);
    this.unitMunicipalities = listLoader(
      (codes) => database.publicRows(MUNICIPALITIES_BY_UNIT, [codes]),
      (row) => row.regionalUnitCode,
    );
  }

  listRegions(): Promise<RegionRecord[]> {
    return this.database.publicRows(REGIONS);
  }

  findRegion(code: string): Promise<RegionRecord | null> {
    return this.regions.load(code);
  }

  findUnit(code: string): Promise<RegionalUnitRecord | null> {
    return this.units.load(code);
  }

  findMunicipality(code: string): Promise<MunicipalityRecord | null> {
    return this.municipalities.load(code);
  }

  /** As it is now, whatever was read before. */
  findMunicipalityAgain(code: string): Promise<MunicipalityRecord | null> {
    return this.municipalities.clear(code).load(code);
  }

  unitsOfRegion(code: string): Promise<RegionalUnitRecord[]> {
    return this.regionUnits.load(code);
  }

  municipalitiesOfRegion(code: string): Promise<MunicipalityRecord[]> {
    return this.regionMunicipalities.load(code);
  }

  municipalitiesOfUnit(code: string): Promise<MunicipalityRecord[]> {
    return this.unitMunicipalities.load(code);
  }

  async listMunicipalities(query: MunicipalityQuery): Promise<Page<MunicipalityRecord>> {
    const { regionCode, search, first, after } = query;
    const values = [regionCode, ...searchValues(search), after?.[0] ?? null, after?.[1] ?? null, first + 1];
    return toPage(await this.database.publicRows(MUNICIPALITY_PAGE, values), first);
  }
}
