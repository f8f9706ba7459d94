import type { Database } from "../kernel/database/database";
import { ServiceWatch } from "../kernel/live/service-watch";
import { remembered } from "../kernel/remembered";
import { LeaseService } from "../kernel/referred/lease.service";
import { ReferralPlaceRepository } from "../kernel/referred/referral-place.repository";
import { ReferralPlaceService } from "../kernel/referred/referral-place.service";
import { ErasureService } from "../kernel/retention/erasure.service";
import type { ServedCall, Surroundings } from "../kernel/subgraph";
import { AvailabilityRepository } from "./data/availability.repository";
import { FacilityRepository, listOperators } from "./data/facility.repository";
import { HousingFileRepository } from "./data/housing-file.repository";
import { StayRepository } from "./data/stay.repository";
import { bedHoldings } from "./domain/bed.holdings";
import { FacilityService } from "./domain/facility.service";
import { HousingFileService } from "./domain/housing-file.service";
import { nightOf } from "./domain/night.rules";
import { StayService } from "./domain/stay.service";
import { WaitingListService } from "./domain/waiting-list.service";

/** What a resolver of this subgraph can reach. */
export interface Context {
  readonly erasure: ErasureService;
  readonly housingFiles: HousingFileService;
  readonly facilities: FacilityService;
  readonly stays: StayService;
  readonly waitingLists: WaitingListService;
  readonly referralPlaces: ReferralPlaceService;
  readonly live: ServiceWatch;
}

const clock = () => new Date();

export function assemble(database: Database, { vault, feed }: Surroundings): (call: ServedCall) => Context {
  const leases = new LeaseService(bedHoldings, clock);
  const operators = remembered(() => listOperators(database));
  return (call) => {
    const { viewer } = call;
    const asOf = clock();
    const night = nightOf(asOf);
    const stays = new StayRepository(database, viewer);
    const availability = new AvailabilityRepository(database, viewer, night);
    return {
      erasure: new ErasureService(call, database),
      housingFiles: new HousingFileService(call, new HousingFileRepository(database, viewer), operators),
      facilities: new FacilityService(call, new FacilityRepository(database, viewer, vault), availability, {
        night,
        asOf,
      }),
      stays: new StayService(call, stays, leases, clock),
      waitingLists: new WaitingListService(call, stays, leases, clock),
      live: new ServiceWatch(viewer, feed, "beds"),
      referralPlaces: new ReferralPlaceService(call, new ReferralPlaceRepository(database, viewer), asOf),
    };
  };
}
