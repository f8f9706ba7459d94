import type { Database } from "../kernel/database/database";
import { ServiceWatch } from "../kernel/live/service-watch";
import { remembered } from "../kernel/remembered";
import { Desk } from "../kernel/referred/desk";
import { LeaseService } from "../kernel/referred/lease.service";
import { ReferralPlaceRepository } from "../kernel/referred/referral-place.repository";
import { ReferralPlaceService } from "../kernel/referred/referral-place.service";
import { ErasureService } from "../kernel/retention/erasure.service";
import type { ServedCall, Surroundings } from "../kernel/subgraph";
import { AttendanceRepository } from "./data/attendance.repository";
import { ChildcareFileRepository, listOperators } from "./data/childcare-file.repository";
import { SlotRepository } from "./data/slot.repository";
import { ChildcareFileService } from "./domain/childcare-file.service";
import { EnrolmentService } from "./domain/enrolment.service";
import { placeHoldings } from "./domain/place.holdings";
import { TRADE } from "./domain/trade";
import { SlotService } from "./domain/slot.service";

/** What a resolver of this subgraph can reach. */
export interface Context {
  readonly erasure: ErasureService;
  readonly attendance: AttendanceRepository;
  readonly childcareFiles: ChildcareFileService;
  readonly slots: SlotService;
  readonly enrolments: EnrolmentService;
  readonly live: ServiceWatch;
  readonly referralPlaces: ReferralPlaceService;
}

export function assemble(database: Database, { feed }: Surroundings): (call: ServedCall) => Context {
  const operators = remembered(() => listOperators(database));
  const clock = () => new Date();
  const leases = new LeaseService(placeHoldings, clock);
  return (call) => {
    const { viewer } = call;
    const now = clock();
    return {
      erasure: new ErasureService(call, database),
      live: new ServiceWatch(viewer, feed, "places"),
      attendance: new AttendanceRepository(database, viewer),
      childcareFiles: new ChildcareFileService(
        call,
        new ChildcareFileRepository(database, viewer, now),
        operators,
        now,
      ),
      enrolments: new EnrolmentService(new Desk(call, database, TRADE, clock), leases),
      referralPlaces: new ReferralPlaceService(call, new ReferralPlaceRepository(database, viewer), now),
      slots: new SlotService(viewer, new SlotRepository(database, viewer, now), now),
    };
  };
}
