import { ErasureResolver } from "../kernel/retention/erasure.resolver";
import { LeaseService } from "../kernel/referred/lease.service";
import { SERVING_ROWS } from "../kernel/referred/serving.rows";
import { takeReferrals } from "../kernel/referred/take-referrals";
import type { SubgraphDefinition } from "../kernel/subgraph";
import { assemble } from "./context";
import { jobs } from "./jobs";
import { ActivityRow, CentreRow } from "./data/centre.row";
import { AttendanceRow, EnrolmentRow } from "./data/enrolment.row";
import { loadKdapReference } from "./data/kdap.import";
import { CreateChildcare1780000000000 } from "./data/migrations/1780000000000-create-childcare";
import { WallRows1780000001000 } from "./data/migrations/1780000001000-wall-rows";
import { WallByKeeper1780000002800 } from "./data/migrations/1780000002800-wall-by-keeper";
import { KnowReferrals1780000025100 } from "./data/migrations/1780000025100-know-referrals";
import { LetPeopleLeave1780000020000 } from "./data/migrations/1780000020000-let-people-leave";
import { FollowPlaces1780000091310 } from "./data/migrations/1780000091310-follow-places";
import { LeasePlaces1780000083100 } from "./data/migrations/1780000083100-lease-places";
import { PlaceLeaseRow } from "./data/place-lease.row";
import { SlotRow, TermRow } from "./data/slot.row";
import { placeHoldings } from "./domain/place.holdings";
import { ChildcareAttendanceResolver } from "./graphql/attendance.resolver";
import { BeneficiaryChildcareResolver, referenceBeneficiary } from "./graphql/beneficiary.reference";
import { Beneficiary } from "./graphql/beneficiary.type";
import { referenceReferral, ReferralPlaceResolver } from "./graphql/referral.reference";
import { Referral } from "./graphql/referral.type";
import { referenceService, ServiceSlotsResolver } from "./graphql/service.reference";
import { Service } from "./graphql/service.type";
import { LiveResolver } from "./graphql/live.resolver";
import { EnrolmentResolver } from "./graphql/enrolment.resolver";
import { SlotResolver } from "./graphql/slot.resolver";

/** The children's centres (ΚΔΑΠ): activities and their slots, children's enrolments and attendance. */
export const kdap: SubgraphDefinition = {
  name: "kdap",
  resolvers: [
    BeneficiaryChildcareResolver,
    ChildcareAttendanceResolver,
    ServiceSlotsResolver,
    SlotResolver,
    ReferralPlaceResolver,
    EnrolmentResolver,
    ErasureResolver,
    LiveResolver,
  ],
  types: [Beneficiary, Service, Referral],
  references: { Beneficiary: referenceBeneficiary, Service: referenceService, Referral: referenceReferral },
  rows: [CentreRow, ActivityRow, TermRow, SlotRow, EnrolmentRow, AttendanceRow, PlaceLeaseRow, ...SERVING_ROWS],
  migrations: [
    CreateChildcare1780000000000,
    WallRows1780000001000,
    WallByKeeper1780000002800,
    LetPeopleLeave1780000020000,
    KnowReferrals1780000025100,
    LeasePlaces1780000083100,
    FollowPlaces1780000091310,
  ],
  letsPeopleLeave: true,
  publishes: true,
  jobs,
  consumes: () => takeReferrals(new LeaseService(placeHoldings, () => new Date())),
  loadDemonstration: (importer) => loadKdapReference(importer),
  assemble,
};
