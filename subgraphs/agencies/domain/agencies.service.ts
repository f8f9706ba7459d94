import { isId } from "../../kernel/identifier";
import { checkFirst, type Page, type PageRequest } from "../../kernel/paging/paging";
import type { AgencyRepository } from "../data/agency.repository";
import type { AgencyRecord, KindCountRecord } from "../data/agency.statements";
import type { SiteRecord, SiteRepository } from "../data/site.repository";
import { checkMunicipalityCode, checkRegionCode, readSearch } from "./directory-filter.rules";
import { agencyPosition } from "./position.rules";
import type { AgencyKind, NeedDomain } from "./vocabulary";

export interface AgencyCriteria {
  readonly kind?: AgencyKind | null;
  readonly regionCode?: string | null;
  readonly municipalityCode?: string | null;
  readonly domain?: NeedDomain | null;
}

export interface AgencyListing extends PageRequest {
  readonly criteria: AgencyCriteria;
  readonly search?: string | null;
}

/** Agencies and their sites. Public, but for where confidential sites are: those the repository leaves out. */
export class AgencyDirectory {
  constructor(
    private readonly agencies: AgencyRepository,
    private readonly sites: SiteRepository,
  ) {}

  async find(id: string | null): Promise<AgencyRecord | null> {
    return id !== null && isId(id) ? this.agencies.find(id) : null;
  }

  branchesOf(id: string): Promise<AgencyRecord[]> {
    return this.agencies.branchesOf(id);
  }

  sitesOf(id: string): Promise<SiteRecord[]> {
    return this.sites.ofAgency(id);
  }

  centresOfMunicipality(code: string): Promise<AgencyRecord[]> {
    return this.agencies.centresOfMunicipality(code);
  }

  centresOfRegion(code: string): Promise<AgencyRecord[]> {
    return this.agencies.centresOfRegion(code);
  }

  kindsOfRegion(code: string): Promise<KindCountRecord[]> {
    return this.agencies.kindsOfRegion(code);
  }

  /** In alphabetical order, as all lists of agencies. Refuses a malformed code, page or cursor with BAD_USER_INPUT. */
  async list({ criteria, search, first, after }: AgencyListing): Promise<Page<AgencyRecord>> {
    return this.agencies.list({
      kind: criteria.kind ?? null,
      domain: criteria.domain ?? null,
      regionCode: checkRegionCode("filter.regionCode", criteria.regionCode),
      municipalityCode: checkMunicipalityCode("filter.municipalityCode", criteria.municipalityCode),
      search: readSearch(search),
      first: checkFirst(first),
      after: agencyPosition(after),
    });
  }

  async ofMunicipality(code: string, { first, after }: PageRequest): Promise<Page<AgencyRecord>> {
    return this.agencies.ofMunicipality(code, { first: checkFirst(first), after: agencyPosition(after) });
  }

  async ofRegion(code: string, { first, after }: PageRequest): Promise<Page<AgencyRecord>> {
    return this.agencies.ofRegion(code, { first: checkFirst(first), after: agencyPosition(after) });
  }
}
