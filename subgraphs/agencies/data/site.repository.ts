import type { Database } from "../../kernel/database/database";
import { statement } from "../../kernel/database/statement";
import { listLoader } from "../../kernel/loader";
import type { Viewer } from "../../kernel/viewer";
import type { SiteKind } from "../domain/vocabulary";
import type { SiteHoursRecord } from "./site.row";

/** A site as the viewer may know it: everything that could lead to a hidden one is null or empty. */
export interface SiteRecord {
  id: string;
  agencyId: string;
  kind: SiteKind;
  confidential: boolean;
  synthetic: boolean;
  nameEl: string | null;
  address: string | null;
  municipalityCode: string | null;
  phones: string[] | null;
  hours: SiteHoursRecord[] | null;
}

/** $2 is the agency the viewer knows from inside. What is hidden is left behind in the database. */
const shown = (column: string): string => `case when not l.confidential or l.agency_id = $2::uuid then ${column} end`;

const SITE_COLUMNS = `l.id, l.agency_id as "agencyId", l.kind, l.confidential, l.synthetic,
  ${shown("l.name_el")} as "nameEl", ${shown("l.address")} as address,
  ${shown("l.municipality_code")} as "municipalityCode", ${shown("l.phones")} as phones, ${shown("l.hours")} as hours`;

const SITES_OF_AGENCIES = statement<SiteRecord>(
  "sites_of_agencies",
  `select ${SITE_COLUMNS} from site l where l.agency_id = any($1::uuid[])
   order by array_position(array['SEAT', 'BRANCH', 'MOBILE_UNIT'], l.kind), l.id`,
);

const SITES_OF_SERVICES = statement<SiteRecord & { serviceId: string }>(
  "sites_of_services",
  `select given.service_id as "serviceId", ${SITE_COLUMNS}
   from service_site given join site l on l.id = given.site_id where given.service_id = any($1::uuid[])
   order by array_position(array['SEAT', 'BRANCH', 'MOBILE_UNIT'], l.kind), l.id`,
);

/** Sites, for one viewer. Born with the request. */
export class SiteRepository {
  private readonly agencySites;
  private readonly serviceSites;

  /** `inside` is the one agency whose confidential sites the viewer knows, or null. */
  constructor(database: Database, viewer: Viewer, inside: string | null) {
    this.agencySites = listLoader(
      (ids) => database.rows(viewer, SITES_OF_AGENCIES, [ids, inside]),
      (row) => row.agencyId,
    );
    this.serviceSites = listLoader(
      (ids) => database.rows(viewer, SITES_OF_SERVICES, [ids, inside]),
      (row) => row.serviceId,
    );
  }

  ofAgency(id: string): Promise<SiteRecord[]> {
    return this.agencySites.load(id);
  }

  ofService(id: string): Promise<SiteRecord[]> {
    return this.serviceSites.load(id);
  }
}
