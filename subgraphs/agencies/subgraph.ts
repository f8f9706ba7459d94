import { IdempotencyRow } from "../kernel/database/idempotency.row";
import type { SubgraphDefinition } from "../kernel/subgraph";
import { assemble } from "./context";
import { AgencyRow } from "./data/agency.row";
import { loadAgenciesReference } from "./data/agencies.import";
import { CreatePlaces1780000000100 } from "./data/migrations/1780000000100-create-places";
import { CreateDirectory1780000000101 } from "./data/migrations/1780000000101-create-directory";
import { FollowLive1780000032310 } from "./data/migrations/1780000032310-follow-live";
import { HideSites1780000002000 } from "./data/migrations/1780000002000-hide-sites";
import { KeepLocalHolidays1780000091200 } from "./data/migrations/1780000091200-keep-local-holidays";
import { FindApart1780000102000 } from "./data/migrations/1780000102000-find-apart";
import { RememberKeys1780000041000 } from "./data/migrations/1780000041000-remember-keys";
import { SayWhoMayCome1780000083200 } from "./data/migrations/1780000083200-say-who-may-come";
import { MunicipalityRow, RegionalUnitRow, RegionRow } from "./data/place.row";
import { ServiceCapacityRow } from "./data/service-capacity.row";
import { ServiceMunicipalityRow, ServiceRegionRow, ServiceRow, ServiceSiteRow } from "./data/service.row";
import { SiteRow } from "./data/site.row";
import { AgencyResolver, SiteResolver } from "./graphql/agency.resolver";
import { Agency } from "./graphql/agency.type";
import {
  referenceAgency,
  referenceMunicipality,
  referenceRegion,
  referenceService,
} from "./graphql/directory.reference";
import { LiveResolver } from "./graphql/live.resolver";
import { OrganisationResolver } from "./graphql/organisation.resolver";
import { MunicipalityResolver, RegionalUnitResolver, RegionResolver } from "./graphql/place.resolver";
import { Municipality, Region } from "./graphql/place.type";
import { FindingResolver } from "./graphql/finding.resolver";
import { ServiceAreaResolver, ServiceResolver } from "./graphql/service.resolver";
import { Programme, Service } from "./graphql/service.type";

/** The regional directory: places, agencies, their sites and services, and what is free in them. No persons. */
export const agencies: SubgraphDefinition = {
  name: "agencies",
  resolvers: [
    RegionResolver,
    RegionalUnitResolver,
    MunicipalityResolver,
    AgencyResolver,
    OrganisationResolver,
    SiteResolver,
    ServiceResolver,
    FindingResolver,
    ServiceAreaResolver,
    LiveResolver,
  ],
  types: [Agency, Service, Municipality, Region, Programme],
  references: {
    Agency: referenceAgency,
    Service: referenceService,
    Municipality: referenceMunicipality,
    Region: referenceRegion,
  },
  rows: [
    RegionRow,
    RegionalUnitRow,
    MunicipalityRow,
    AgencyRow,
    SiteRow,
    ServiceRow,
    ServiceSiteRow,
    ServiceRegionRow,
    ServiceMunicipalityRow,
    ServiceCapacityRow,
    IdempotencyRow,
  ],
  migrations: [
    CreatePlaces1780000000100,
    CreateDirectory1780000000101,
    HideSites1780000002000,
    FollowLive1780000032310,
    RememberKeys1780000041000,
    SayWhoMayCome1780000083200,
    KeepLocalHolidays1780000091200,
    FindApart1780000102000,
  ],
  loadReference: loadAgenciesReference,
  sealed: [{ table: "site", column: "sealed", key: { id: "uuid" } }],
  assemble,
};
