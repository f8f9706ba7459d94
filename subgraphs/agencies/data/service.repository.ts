import type { Database } from "../../kernel/database/database";
import { listLoader, rowLoader } from "../../kernel/loader";
import { toPage, type Page } from "../../kernel/paging/paging";
import type { Sight } from "../domain/directory-access.rules";
import type { NameSearch } from "../domain/directory-filter.rules";
import type { NeedDomain, ServiceStatus } from "../domain/vocabulary";
import { sightValues } from "./confidential.fragment";
import { PlacePages } from "./place-pages";
import { searchValues } from "./search.fragment";
import {
  REGIONS_OF_SERVICE,
  SERVICE_PAGE,
  SERVICES_BY_ID,
  SERVICES_OF_AGENCIES,
  SERVICES_OF_MUNICIPALITIES,
  SUPPLY_OF_REGIONS,
  type ListedServiceRecord,
  type ServiceRecord,
  type SupplyRecord,
} from "./service.statements";

/** Opening, unassured and id of the service after which to continue, and how many. */
export interface ServiceSlice {
  readonly first: number;
  readonly after: readonly string[] | null;
}

export interface ServiceQuery extends ServiceSlice {
  readonly statuses: readonly ServiceStatus[];
  readonly domain: NeedDomain | null;
  readonly programmeId: string | null;
  readonly language: string | null;
  readonly regionCode: string | null;
  readonly municipalityCode: string | null;
  readonly servesMunicipalityCode: string | null;
  readonly search: NameSearch | null;
  readonly onlyWithCapacity: boolean;
}

const position = (after: readonly string[] | null) => [after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null];

/** Services with their agency and capacity, as one viewer may know them. Born with the request. */
export class ServiceRepository {
  private readonly services;
  private readonly agencyServices;
  private readonly regionSupply;
  private readonly municipalityPages: PlacePages<ListedServiceRecord>;
  private readonly seen: ReturnType<typeof sightValues>;

  constructor(
    private readonly database: Database,
    sight: Sight,
  ) {
    const seen = sightValues(sight);
    this.seen = seen;
    this.services = rowLoader(
      (ids) => database.publicRows(SERVICES_BY_ID, [...seen, ids]),
      (row) => row.id,
    );
    this.agencyServices = listLoader(
      (ids) => database.publicRows(SERVICES_OF_AGENCIES, [...seen, ids]),
      (row) => row.agencyId,
    );
    this.regionSupply = listLoader(
      (codes) => database.publicRows(SUPPLY_OF_REGIONS, [codes]),
      (row) => row.regionCode,
    );
    this.municipalityPages = new PlacePages((codes, first, after) =>
      database.publicRows(SERVICES_OF_MUNICIPALITIES, [...seen, codes, ...position(after), first]),
    );
  }

  find(id: string): Promise<ServiceRecord | null> {
    return this.services.load(id);
  }

  /** The service as it is after a change of this request, not as it was read before. */
  findAgain(id: string): Promise<ServiceRecord | null> {
    return this.services.clear(id).load(id);
  }

  ofAgency(id: string): Promise<ServiceRecord[]> {
    return this.agencyServices.load(id);
  }

  ofMunicipality(code: string, { first, after }: ServiceSlice): Promise<Page<ListedServiceRecord>> {
    return this.municipalityPages.load(code, first, after);
  }

  supplyOfRegion(code: string): Promise<SupplyRecord[]> {
    return this.regionSupply.load(code);
  }

  async regionsOf(id: string): Promise<string[]> {
    return (await this.database.publicRows(REGIONS_OF_SERVICE, [id])).map((row) => row.code);
  }

  async list(query: ServiceQuery): Promise<Page<ListedServiceRecord>> {
    const rows = await this.database.publicRows(SERVICE_PAGE, [
      ...this.seen,
      query.statuses,
      query.domain,
      query.programmeId,
      query.language,
      query.regionCode,
      query.municipalityCode,
      query.servesMunicipalityCode,
      ...searchValues(query.search),
      query.onlyWithCapacity,
      ...position(query.after),
      query.first + 1,
    ]);
    return toPage(rows, query.first);
  }
}
