import type { Database } from "../kernel/database/database";
import type { Surroundings } from "../kernel/subgraph";
import type { Call, Viewer } from "../kernel/viewer";
import { AgencyRepository } from "./data/agency.repository";
import { FindingRepository } from "./data/finding.repository";
import { listOrganisations, type OrganisationRecord } from "./data/organisations";
import { PlaceRepository } from "./data/place.repository";
import { ServiceRepository } from "./data/service.repository";
import { SiteRepository } from "./data/site.repository";
import { AgencyDirectory } from "./domain/agencies.service";
import { sightOf } from "./domain/directory-access.rules";
import { LiveDirectory } from "./domain/live.service";
import { FindingService } from "./domain/finding.service";
import { PlaceDirectory } from "./domain/places.service";
import { PlaceUpkeep } from "./domain/place-upkeep.service";
import { ServiceDirectory } from "./domain/services.service";
import { ServiceUpkeep } from "./domain/upkeep.service";

/** What a resolver of this subgraph can reach. */
export interface Context {
  readonly viewer: Viewer;
  readonly places: PlaceDirectory;
  readonly agencies: AgencyDirectory;
  readonly services: ServiceDirectory;
  readonly findings: FindingService;
  readonly upkeep: ServiceUpkeep;
  readonly placeUpkeep: PlaceUpkeep;
  readonly live: LiveDirectory;
  readonly organisations: () => Promise<OrganisationRecord[]>;
}

export function assemble(database: Database, { vault, feed }: Surroundings): (call: Call) => Context {
  return ({ viewer }) => {
    const sight = sightOf(viewer);
    const services = new ServiceRepository(database, sight);
    const sites = new SiteRepository(database, viewer, sight, vault);
    const places = new PlaceDirectory(new PlaceRepository(database));
    return {
      viewer,
      places,
      live: new LiveDirectory(viewer, feed, places),
      agencies: new AgencyDirectory(new AgencyRepository(database, sight), sites),
      services: new ServiceDirectory(services, sites),
      organisations: () => listOrganisations(database),
      findings: new FindingService(new FindingRepository(database, sight)),
      upkeep: new ServiceUpkeep(database, services),
      placeUpkeep: new PlaceUpkeep(database, places),
    };
  };
}
