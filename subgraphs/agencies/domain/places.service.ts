import { checkFirst, type Page, type PageRequest } from "../../kernel/paging/paging";
import { notFound } from "../../kernel/refusal";
import type { MunicipalityRecord, PlaceRepository, RegionalUnitRecord, RegionRecord } from "../data/place.repository";
import { checkRegionCode, isMunicipalityCode, isRegionCode, readSearch } from "./directory-filter.rules";
import { municipalityPosition } from "./position.rules";

export interface MunicipalityListing extends PageRequest {
  readonly regionCode?: string | null;
  readonly search?: string | null;
}

/** The administrative map. Public to every viewer of the hub; a code that is none of ours finds null. */
export class PlaceDirectory {
  constructor(private readonly places: PlaceRepository) {}

  listRegions(): Promise<RegionRecord[]> {
    return this.places.listRegions();
  }

  async findRegion(code: string): Promise<RegionRecord | null> {
    return isRegionCode(code) ? this.places.findRegion(code) : null;
  }

  findUnit(code: string): Promise<RegionalUnitRecord | null> {
    return this.places.findUnit(code);
  }

  async findMunicipality(code: string | null): Promise<MunicipalityRecord | null> {
    return code !== null && isMunicipalityCode(code) ? this.places.findMunicipality(code) : null;
  }

  /** A municipality that is there, as it is now. */
  async findMunicipalityAgain(code: string): Promise<MunicipalityRecord> {
    const municipality = await this.places.findMunicipalityAgain(code);
    if (!municipality) throw notFound("municipality");
    return municipality;
  }

  /** The regions of these codes, in their order; one that is not there is left out. */
  async regionsOf(codes: readonly string[]): Promise<RegionRecord[]> {
    return present(await Promise.all(codes.map((code) => this.findRegion(code))));
  }

  /** The municipalities of these codes, in their order; one that is not there is left out. */
  async municipalitiesOf(codes: readonly string[]): Promise<MunicipalityRecord[]> {
    return present(await Promise.all(codes.map((code) => this.findMunicipality(code))));
  }

  unitsOfRegion(code: string): Promise<RegionalUnitRecord[]> {
    return this.places.unitsOfRegion(code);
  }

  municipalitiesOfRegion(code: string): Promise<MunicipalityRecord[]> {
    return this.places.municipalitiesOfRegion(code);
  }

  municipalitiesOfUnit(code: string): Promise<MunicipalityRecord[]> {
    return this.places.municipalitiesOfUnit(code);
  }

  /** In alphabetical order. Refuses a malformed code, page or cursor with BAD_USER_INPUT. */
  async listMunicipalities(listing: MunicipalityListing): Promise<Page<MunicipalityRecord>> {
    return this.places.listMunicipalities({
      regionCode: checkRegionCode("regionCode", listing.regionCode),
      search: readSearch(listing.search),
      first: checkFirst(listing.first),
      after: municipalityPosition(listing.after),
    });
  }
}

const present = <T>(items: readonly (T | null)[]): T[] => items.filter((item) => item !== null);
