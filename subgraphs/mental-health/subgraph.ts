import { ErasureResolver } from "../kernel/retention/erasure.resolver";
import { SERVING_ROWS } from "../kernel/referred/serving.rows";
import { takeReferrals } from "../kernel/referred/take-referrals";
import type { SubgraphDefinition } from "../kernel/subgraph";
import { assemble } from "./context";
import { AppointmentRow, EpisodeRow, UnitRow } from "./data/care.row";
import { loadMentalHealthReference } from "./data/mental-health.import";
import { CreateCare1780000000000 } from "./data/migrations/1780000000000-create-care";
import { WallRows1780000001000 } from "./data/migrations/1780000001000-wall-rows";
import { WallByKeeper1780000002800 } from "./data/migrations/1780000002800-wall-by-keeper";
import { KnowReferrals1780000025300 } from "./data/migrations/1780000025300-know-referrals";
import { LetPeopleLeave1780000020000 } from "./data/migrations/1780000020000-let-people-leave";
import { BeneficiaryCareResolver, referenceBeneficiary } from "./graphql/beneficiary.reference";
import { Beneficiary } from "./graphql/beneficiary.type";
import { CareResolver } from "./graphql/care.resolver";
import { EpisodeResolver } from "./graphql/episode.resolver";

/**
 * The mental-health services (δομές ψυχικής υγείας): episodes of care and their appointments, the most protected of
 * all. Clinical notes and diagnoses stay in the services' own systems; there is no column for them here.
 */
export const mentalHealth: SubgraphDefinition = {
  name: "mental-health",
  resolvers: [BeneficiaryCareResolver, EpisodeResolver, CareResolver, ErasureResolver],
  types: [Beneficiary],
  references: { Beneficiary: referenceBeneficiary },
  rows: [UnitRow, EpisodeRow, AppointmentRow, ...SERVING_ROWS],
  migrations: [
    CreateCare1780000000000,
    WallRows1780000001000,
    WallByKeeper1780000002800,
    LetPeopleLeave1780000020000,
    KnowReferrals1780000025300,
  ],
  letsPeopleLeave: true,
  publishes: true,
  consumes: () => takeReferrals({ ours: "exists (select from unit where organisation_id = $1 and service_id = $2)" }),
  loadDemonstration: loadMentalHealthReference,
  assemble,
};
