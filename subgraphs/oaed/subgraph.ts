import { ErasureResolver } from "../kernel/retention/erasure.resolver";
import { SERVING_ROWS } from "../kernel/referred/serving.rows";
import { takeReferrals } from "../kernel/referred/take-referrals";
import type { SubgraphDefinition } from "../kernel/subgraph";
import { assemble } from "./context";
import { OfficeRow, RegistrationRow } from "./data/employment.row";
import { loadOaedReference } from "./data/oaed.import";
import { CreateEmployment1780000000000 } from "./data/migrations/1780000000000-create-employment";
import { WallRows1780000001000 } from "./data/migrations/1780000001000-wall-rows";
import { WallByKeeper1780000002800 } from "./data/migrations/1780000002800-wall-by-keeper";
import { KnowReferrals1780000025200 } from "./data/migrations/1780000025200-know-referrals";
import { FollowReferrals1780000025600 } from "./data/migrations/1780000025600-follow-referrals";
import { LetPeopleLeave1780000020000 } from "./data/migrations/1780000020000-let-people-leave";
import { AttendanceRow, CourseRow } from "./data/training.row";
import { PlacementRow, VacancyMatchRow, VacancyRow } from "./data/vacancy.row";
import { JobseekerResolver } from "./graphql/jobseeker.resolver";
import { TrainingResolver } from "./graphql/training.resolver";
import { VacancyResolver } from "./graphql/vacancy.resolver";
import { Beneficiary, BeneficiaryEmploymentResolver, referenceBeneficiary } from "./graphql/beneficiary.reference";

/** The employment service (ΟΑΕΔ, since 2022 ΔΥΠΑ): registrations, training, vacancies and placements. */
export const oaed: SubgraphDefinition = {
  name: "oaed",
  resolvers: [BeneficiaryEmploymentResolver, JobseekerResolver, TrainingResolver, VacancyResolver, ErasureResolver],
  types: [Beneficiary],
  references: { Beneficiary: referenceBeneficiary },
  rows: [
    OfficeRow,
    RegistrationRow,
    CourseRow,
    AttendanceRow,
    VacancyRow,
    VacancyMatchRow,
    PlacementRow,
    ...SERVING_ROWS,
  ],
  migrations: [
    CreateEmployment1780000000000,
    WallRows1780000001000,
    WallByKeeper1780000002800,
    LetPeopleLeave1780000020000,
    KnowReferrals1780000025200,
    FollowReferrals1780000025600,
  ],
  letsPeopleLeave: true,
  publishes: true,
  consumes: () =>
    takeReferrals({ ours: "$2::uuid is not null and exists (select from office where organisation_id = $1)" }),
  loadDemonstration: (importer) => loadOaedReference(importer),
  assemble,
};
