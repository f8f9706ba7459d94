import { isId } from "../../kernel/identifier";
import { checkFirst, type Page, type PageRequest } from "../../kernel/paging/paging";
import type { ServiceRepository } from "../data/service.repository";
import type { ListedServiceRecord, ServiceRecord, SupplyRecord } from "../data/service.statements";
import type { SiteRecord, SiteRepository } from "../data/site.repository";
import { checkLanguage, checkMunicipalityCode, checkRegionCode, readSearch } from "./directory-filter.rules";
import { servicePosition } from "./position.rules";
import type { NeedDomain, ServiceStatus } from "./vocabulary";

export interface ServiceCriteria {
  readonly domain?: NeedDomain | null;
  readonly regionCode?: string | null;
  readonly municipalityCode?: string | null;
  readonly servesMunicipalityCode?: string | null;
  readonly programmeId?: string | null;
  readonly language?: string | null;
  readonly status?: ServiceStatus | null;
  readonly onlyWithCapacity?: boolean | null;
}

export interface ServiceListing extends PageRequest {
  readonly criteria: ServiceCriteria;
  readonly search?: string | null;
}

/** What has ended or is not offered helps nobody who looks for help; asked for by status it is still there. */
const USUALLY_LISTED: readonly ServiceStatus[] = ["ACTIVE", "TEMPORARILY_CLOSED"];

/** No programme has this id, so nothing runs it. */
const NO_PROGRAMME = "00000000-0000-0000-0000-000000000000";

/** Services and what is free in them. Public, but for confidential ones: those the repository leaves out. */
export class ServiceDirectory {
  constructor(
    private readonly services: ServiceRepository,
    private readonly sites: SiteRepository,
  ) {}

  async find(id: string): Promise<ServiceRecord | null> {
    return isId(id) ? this.services.find(id) : null;
  }

  ofAgency(id: string): Promise<ServiceRecord[]> {
    return this.services.ofAgency(id);
  }

  sitesOf(id: string): Promise<SiteRecord[]> {
    return this.sites.ofService(id);
  }

  supplyOfRegion(code: string): Promise<SupplyRecord[]> {
    return this.services.supplyOfRegion(code);
  }

  async ofMunicipality(code: string, { first, after }: PageRequest): Promise<Page<ListedServiceRecord>> {
    return this.services.ofMunicipality(code, { first: checkFirst(first), after: servicePosition(after) });
  }

  /**
   * What has something free first, then the newest confirmed. Refuses a malformed code, page or cursor with
   * BAD_USER_INPUT.
   */
  async list({ criteria, search, first, after }: ServiceListing): Promise<Page<ListedServiceRecord>> {
    const { status, programmeId } = criteria;
    return this.services.list({
      statuses: status ? [status] : USUALLY_LISTED,
      domain: criteria.domain ?? null,
      programmeId: programmeId ? (isId(programmeId) ? programmeId : NO_PROGRAMME) : null,
      language: checkLanguage("filter.language", criteria.language),
      regionCode: checkRegionCode("filter.regionCode", criteria.regionCode),
      municipalityCode: checkMunicipalityCode("filter.municipalityCode", criteria.municipalityCode),
      servesMunicipalityCode: checkMunicipalityCode("filter.servesMunicipalityCode", criteria.servesMunicipalityCode),
      search: readSearch(search),
      onlyWithCapacity: criteria.onlyWithCapacity ?? false,
      first: checkFirst(first),
      after: servicePosition(after),
    });
  }
}
