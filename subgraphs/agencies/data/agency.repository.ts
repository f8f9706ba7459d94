import type { Database } from "../../kernel/database/database";
import { listLoader, rowLoader } from "../../kernel/loader";
import { toPage, type Page } from "../../kernel/paging/paging";
import type { Sight } from "../domain/directory-access.rules";
import type { NameSearch } from "../domain/directory-filter.rules";
import type { AgencyKind, NeedDomain } from "../domain/vocabulary";
import {
  AGENCIES_BY_ID,
  AGENCIES_OF_MUNICIPALITIES,
  AGENCIES_OF_REGIONS,
  AGENCY_PAGE,
  BRANCHES_OF_AGENCIES,
  CENTRES_OF_MUNICIPALITIES,
  CENTRES_OF_REGIONS,
  KINDS_OF_REGIONS,
  type AgencyRecord,
  type KindCountRecord,
} from "./agency.statements";
import { sightValues } from "./confidential.fragment";
import { PlacePages } from "./place-pages";
import { searchValues } from "./search.fragment";

/** Where to begin, and how many: `after` is the sort name and id of the agency after which to continue. */
export interface AgencySlice {
  readonly first: number;
  readonly after: readonly string[] | null;
}

export interface AgencyQuery extends AgencySlice {
  readonly kind: AgencyKind | null;
  readonly regionCode: string | null;
  readonly municipalityCode: string | null;
  readonly domain: NeedDomain | null;
  readonly search: NameSearch | null;
}

const position = (after: readonly string[] | null) => [after?.[0] ?? null, after?.[1] ?? null];

/** Agencies, one by one and by place. Public, but for what they are found by; born with the request. */
export class AgencyRepository {
  private readonly agencies;
  private readonly branches;
  private readonly municipalityCentres;
  private readonly regionCentres;
  private readonly regionKinds;
  private readonly municipalityPages: PlacePages<AgencyRecord>;
  private readonly regionPages: PlacePages<AgencyRecord>;

  constructor(
    private readonly database: Database,
    private readonly sight: Sight,
  ) {
    const byPlace = ({ placeCode }: { placeCode: string }) => placeCode;
    this.agencies = rowLoader(
      (ids) => database.publicRows(AGENCIES_BY_ID, [ids]),
      (row) => row.id,
    );
    this.branches = listLoader(
      (ids) => database.publicRows(BRANCHES_OF_AGENCIES, [ids]),
      (row) => row.parentId!,
    );
    this.municipalityCentres = listLoader((codes) => database.publicRows(CENTRES_OF_MUNICIPALITIES, [codes]), byPlace);
    this.regionCentres = listLoader((codes) => database.publicRows(CENTRES_OF_REGIONS, [codes]), byPlace);
    this.regionKinds = listLoader(
      (codes) => database.publicRows(KINDS_OF_REGIONS, [codes]),
      (row) => row.regionCode,
    );
    this.municipalityPages = new PlacePages((codes, first, after) =>
      database.publicRows(AGENCIES_OF_MUNICIPALITIES, [codes, ...position(after), first]),
    );
    this.regionPages = new PlacePages((codes, first, after) =>
      database.publicRows(AGENCIES_OF_REGIONS, [codes, ...position(after), first]),
    );
  }

  find(id: string): Promise<AgencyRecord | null> {
    return this.agencies.load(id);
  }

  branchesOf(id: string): Promise<AgencyRecord[]> {
    return this.branches.load(id);
  }

  centresOfMunicipality(code: string): Promise<AgencyRecord[]> {
    return this.municipalityCentres.load(code);
  }

  centresOfRegion(code: string): Promise<AgencyRecord[]> {
    return this.regionCentres.load(code);
  }

  kindsOfRegion(code: string): Promise<KindCountRecord[]> {
    return this.regionKinds.load(code);
  }

  ofMunicipality(code: string, { first, after }: AgencySlice): Promise<Page<AgencyRecord>> {
    return this.municipalityPages.load(code, first, after);
  }

  ofRegion(code: string, { first, after }: AgencySlice): Promise<Page<AgencyRecord>> {
    return this.regionPages.load(code, first, after);
  }

  async list({ kind, regionCode, municipalityCode, domain, search, first, after }: AgencyQuery) {
    const criteria = [kind, regionCode, municipalityCode, domain, ...searchValues(search)];
    const values = [...sightValues(this.sight), ...criteria, ...position(after), first + 1];
    return toPage(await this.database.publicRows(AGENCY_PAGE, values), first);
  }
}
