import { ErasureResolver } from "../kernel/retention/erasure.resolver";
import { SERVING_ROWS } from "../kernel/referred/serving.rows";
import { takeReferrals } from "../kernel/referred/take-referrals";
import type { SubgraphDefinition } from "../kernel/subgraph";
import { assemble } from "./context";
import { ApplicationRow, ApplicationStepRow } from "./data/application.row";
import { EnrolmentRow, EnrolmentStepRow } from "./data/enrolment.row";
import { loadProgrammesReference } from "./data/programmes.import";
import { CreateProgrammes1780000000000 } from "./data/migrations/1780000000000-create-programmes";
import { WallRows1780000001000 } from "./data/migrations/1780000001000-wall-rows";
import { WallByKeeper1780000002800 } from "./data/migrations/1780000002800-wall-by-keeper";
import { KnowReferrals1780000025400 } from "./data/migrations/1780000025400-know-referrals";
import { ApplyOnReferral1780000025700 } from "./data/migrations/1780000025700-apply-on-referral";
import { ReadFilesThroughAWall1780000082300 } from "./data/migrations/1780000082300-read-files-through-a-wall";
import { LetPeopleLeave1780000020000 } from "./data/migrations/1780000020000-let-people-leave";
import { EligibilityRuleRow, ProgrammeRow } from "./data/programme.row";
import { Agency } from "./graphql/agency.reference";
import { Beneficiary, BeneficiaryEnrolmentsResolver, referenceBeneficiary } from "./graphql/beneficiary.reference";
import { ApplicationResolver } from "./graphql/application.resolver";
import { ApplicationProgrammeResolver, EnrolmentProgrammeResolver } from "./graphql/enrolment.resolver";
import { referenceProgramme } from "./graphql/programme.reference";
import { ProgrammeResolver } from "./graphql/programme.resolver";
import { Programme } from "./graphql/programme.type";

/** Ministry and region: the registry of programmes, and who applied for and is in them. */
export const programmes: SubgraphDefinition = {
  name: "programmes",
  resolvers: [
    ProgrammeResolver,
    BeneficiaryEnrolmentsResolver,
    ApplicationProgrammeResolver,
    EnrolmentProgrammeResolver,
    ApplicationResolver,
    ErasureResolver,
  ],
  types: [Beneficiary, Agency, Programme],
  references: { Beneficiary: referenceBeneficiary, Programme: referenceProgramme },
  rows: [
    ProgrammeRow,
    EligibilityRuleRow,
    ApplicationRow,
    ApplicationStepRow,
    EnrolmentRow,
    EnrolmentStepRow,
    ...SERVING_ROWS,
  ],
  migrations: [
    CreateProgrammes1780000000000,
    WallRows1780000001000,
    WallByKeeper1780000002800,
    LetPeopleLeave1780000020000,
    KnowReferrals1780000025400,
    ApplyOnReferral1780000025700,
    ReadFilesThroughAWall1780000082300,
  ],
  letsPeopleLeave: true,
  publishes: true,
  consumes: () => takeReferrals(),
  loadReference: loadProgrammesReference,
  assemble,
};
