import { ErasureResolver } from "../kernel/retention/erasure.resolver";
import { SERVING_ROWS } from "../kernel/referred/serving.rows";
import { takeReferrals } from "../kernel/referred/take-referrals";
import type { SubgraphDefinition } from "../kernel/subgraph";
import { assemble } from "./context";
import { ActivityRow, CentreRow } from "./data/centre.row";
import { AttendanceRow, EnrolmentRow } from "./data/enrolment.row";
import { loadKdapReference } from "./data/kdap.import";
import { CreateChildcare1780000000000 } from "./data/migrations/1780000000000-create-childcare";
import { WallRows1780000001000 } from "./data/migrations/1780000001000-wall-rows";
import { WallByKeeper1780000002800 } from "./data/migrations/1780000002800-wall-by-keeper";
import { KnowReferrals1780000025100 } from "./data/migrations/1780000025100-know-referrals";
import { LetPeopleLeave1780000020000 } from "./data/migrations/1780000020000-let-people-leave";
import { SlotRow, TermRow } from "./data/slot.row";
import { ChildcareAttendanceResolver } from "./graphql/attendance.resolver";
import { BeneficiaryChildcareResolver, referenceBeneficiary } from "./graphql/beneficiary.reference";
import { Beneficiary } from "./graphql/beneficiary.type";
import { referenceService, ServiceSlotsResolver } from "./graphql/service.reference";
import { Service } from "./graphql/service.type";
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
    EnrolmentResolver,
    ErasureResolver,
  ],
  types: [Beneficiary, Service],
  references: { Beneficiary: referenceBeneficiary, Service: referenceService },
  rows: [CentreRow, ActivityRow, TermRow, SlotRow, EnrolmentRow, AttendanceRow, ...SERVING_ROWS],
  migrations: [
    CreateChildcare1780000000000,
    WallRows1780000001000,
    WallByKeeper1780000002800,
    LetPeopleLeave1780000020000,
    KnowReferrals1780000025100,
  ],
  letsPeopleLeave: true,
  publishes: true,
  consumes: () => takeReferrals({ ours: "exists (select from centre where organisation_id = $1 and service_id = $2)" }),
  loadDemonstration: (importer) => loadKdapReference(importer),
  assemble,
};
