import type { Database } from "../../kernel/database/database";
import { statement } from "../../kernel/database/statement";
import { listLoader } from "../../kernel/loader";
import type { Vault } from "../../kernel/secrets/vault";
import type { Viewer } from "../../kernel/viewer";
import type { Sight } from "../domain/directory-access.rules";
import type { SiteKind } from "../domain/vocabulary";
import { SEEN_WHOLE, SITE_IS_THERE } from "./confidential.fragment";
import { openPlace, type SitePlace } from "./hidden-site";

/** A site the viewer may know. One they may not know is not there: not in a list, not in a count. */
export interface SiteRecord extends SitePlace {
  readonly id: string;
  readonly agencyId: string;
  readonly kind: SiteKind;
  readonly confidential: boolean;
  readonly synthetic: boolean;
}

/** As stored: the place in clear, or sealed and everything else of it null. */
type SiteInStore = SiteRecord & { readonly sealed: Buffer | null };

const SITE_COLUMNS = `l.id, l.agency_id as "agencyId", l.kind, l.confidential, l.synthetic, l.name_el as "nameEl",
  l.address, l.municipality_code as "municipalityCode", l.phones, l.hours, l.sealed`;

const SITES_OF_AGENCIES = statement<SiteInStore>(
  "sites_of_agencies",
  `select ${SITE_COLUMNS} from site l where l.agency_id = any($2::uuid[]) and ${SITE_IS_THERE}
   order by array_position(array['SEAT', 'BRANCH', 'MOBILE_UNIT'], l.kind), l.id`,
);

/** A public office of a confidential service is found through its agency, never through the service. */
const SITES_OF_SERVICES = statement<SiteInStore & { readonly serviceId: string }>(
  "sites_of_services",
  `select given.service_id as "serviceId", ${SITE_COLUMNS}
   from service_site given join service s on s.id = given.service_id join site l on l.id = given.site_id
   where given.service_id = any($2::uuid[]) and ${SEEN_WHOLE} and ${SITE_IS_THERE}
   order by array_position(array['SEAT', 'BRANCH', 'MOBILE_UNIT'], l.kind), l.id`,
);

/** Sites, for one viewer. Born with the request. */
export class SiteRepository {
  private readonly agencySites;
  private readonly serviceSites;

  constructor(
    database: Database,
    viewer: Viewer,
    { inside }: Sight,
    private readonly vault: Vault,
  ) {
    this.agencySites = listLoader(
      (ids) => database.rows(viewer, SITES_OF_AGENCIES, [inside, ids]),
      (row) => row.agencyId,
    );
    this.serviceSites = listLoader(
      (ids) => database.rows(viewer, SITES_OF_SERVICES, [inside, ids]),
      (row) => row.serviceId,
    );
  }

  ofAgency(id: string): Promise<SiteRecord[]> {
    return this.agencySites.load(id).then((sites) => sites.map((site) => this.unsealed(site)));
  }

  ofService(id: string): Promise<SiteRecord[]> {
    return this.serviceSites.load(id).then((sites) => sites.map((site) => this.unsealed(site)));
  }

  private unsealed({ sealed, ...site }: SiteInStore): SiteRecord {
    return sealed ? { ...site, ...openPlace(this.vault, sealed) } : site;
  }
}
