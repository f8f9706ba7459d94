import { LeaseService } from "../kernel/referred/lease.service";
import { SERVING_ROWS } from "../kernel/referred/serving.rows";
import { takeReferrals } from "../kernel/referred/take-referrals";
import { ErasureResolver } from "../kernel/retention/erasure.resolver";
import type { SubgraphDefinition } from "../kernel/subgraph";
import { assemble } from "./context";
import { jobs } from "./jobs";
import { BedLeaseRow } from "./data/bed-lease.row";
import { BedRow, FacilityRow, RoomRow } from "./data/facility.row";
import { loadSheltersReference } from "./data/shelters.import";
import { CreateShelters1780000000000 } from "./data/migrations/1780000000000-create-shelters";
import { PublishEvents1780000019000 } from "./data/migrations/1780000019000-publish-events";
import { WallRows1780000001000 } from "./data/migrations/1780000001000-wall-rows";
import { WallByKeeper1780000002800 } from "./data/migrations/1780000002800-wall-by-keeper";
import { LetPeopleLeave1780000020000 } from "./data/migrations/1780000020000-let-people-leave";
import { LapseLeases1780000091300 } from "./data/migrations/1780000091300-lapse-leases";
import { FollowBeds1780000081420 } from "./data/migrations/1780000081420-follow-beds";
import { LeaseBeds1780000025500 } from "./data/migrations/1780000025500-lease-beds";
import { HidePlaces1780000002000 } from "./data/migrations/1780000002000-hide-places";
import { SetRefugesApart1780000026000 } from "./data/migrations/1780000026000-set-refuges-apart";
import { bedHoldings } from "./domain/bed.holdings";
import { StayHistoryRow, StayRow } from "./data/stay.row";
import { WaitingEntryRow } from "./data/waiting-entry.row";
import { BeneficiaryHousingResolver, referenceBeneficiary } from "./graphql/beneficiary.reference";
import { Beneficiary } from "./graphql/beneficiary.stub";
import { FacilityResolver } from "./graphql/facility.resolver";
import { Service } from "./graphql/facility.type";
import { referenceReferral, ReferralPlaceResolver } from "./graphql/referral.reference";
import { Referral } from "./graphql/referral.type";
import { LiveResolver } from "./graphql/live.resolver";
import { WaitingListResolver } from "./graphql/waiting-list.resolver";
import { referenceService, ServiceBedsResolver } from "./graphql/service.reference";
import { StayResolver } from "./graphql/stay.resolver";

/** Shelters and refuges (δομές φιλοξενίας): facilities, beds, stays and waiting lists. */
export const shelters: SubgraphDefinition = {
  name: "shelters",
  resolvers: [
    BeneficiaryHousingResolver,
    ServiceBedsResolver,
    ReferralPlaceResolver,
    FacilityResolver,
    StayResolver,
    WaitingListResolver,
    LiveResolver,
    ErasureResolver,
  ],
  types: [Beneficiary, Service, Referral],
  references: { Beneficiary: referenceBeneficiary, Service: referenceService, Referral: referenceReferral },
  rows: [FacilityRow, RoomRow, BedRow, StayRow, StayHistoryRow, WaitingEntryRow, BedLeaseRow, ...SERVING_ROWS],
  migrations: [
    CreateShelters1780000000000,
    WallRows1780000001000,
    HidePlaces1780000002000,
    WallByKeeper1780000002800,
    PublishEvents1780000019000,
    LetPeopleLeave1780000020000,
    SetRefugesApart1780000026000,
    LeaseBeds1780000025500,
    FollowBeds1780000081420,
    LapseLeases1780000091300,
  ],
  letsPeopleLeave: true,
  publishes: true,
  jobs,
  consumes: () => takeReferrals(new LeaseService(bedHoldings, () => new Date())),
  loadDemonstration: loadSheltersReference,
  sealed: [{ table: "facility", column: "sealed", key: { id: "uuid" } }],
  assemble,
};
