import { IdempotencyRow } from "../kernel/database/idempotency.row";
import { DeliveryRow, OutboxRow, SubscriptionRow } from "../kernel/database/outbox.row";
import { ErasureResolver } from "../kernel/retention/erasure.resolver";
import type { SubgraphDefinition } from "../kernel/subgraph";
import { assemble } from "./context";
import { BedRow, FacilityRow, RoomRow } from "./data/facility.row";
import { loadSheltersReference } from "./data/shelters.import";
import { CreateShelters1780000000000 } from "./data/migrations/1780000000000-create-shelters";
import { PublishEvents1780000019000 } from "./data/migrations/1780000019000-publish-events";
import { WallRows1780000001000 } from "./data/migrations/1780000001000-wall-rows";
import { WallByKeeper1780000002800 } from "./data/migrations/1780000002800-wall-by-keeper";
import { LetPeopleLeave1780000020000 } from "./data/migrations/1780000020000-let-people-leave";
import { HidePlaces1780000002000 } from "./data/migrations/1780000002000-hide-places";
import { SetRefugesApart1780000026000 } from "./data/migrations/1780000026000-set-refuges-apart";
import { StayHistoryRow, StayRow } from "./data/stay.row";
import { WaitingEntryRow } from "./data/waiting-entry.row";
import { BeneficiaryHousingResolver, referenceBeneficiary } from "./graphql/beneficiary.reference";
import { Beneficiary } from "./graphql/beneficiary.stub";
import { FacilityResolver } from "./graphql/facility.resolver";
import { Service } from "./graphql/facility.type";
import { referenceService, ServiceBedsResolver } from "./graphql/service.reference";
import { StayResolver } from "./graphql/stay.resolver";

/** Shelters and refuges (δομές φιλοξενίας): facilities, beds, stays and waiting lists. */
export const shelters: SubgraphDefinition = {
  name: "shelters",
  resolvers: [BeneficiaryHousingResolver, ServiceBedsResolver, FacilityResolver, StayResolver, ErasureResolver],
  types: [Beneficiary, Service],
  references: { Beneficiary: referenceBeneficiary, Service: referenceService },
  rows: [
    FacilityRow,
    RoomRow,
    BedRow,
    StayRow,
    StayHistoryRow,
    WaitingEntryRow,
    IdempotencyRow,
    OutboxRow,
    SubscriptionRow,
    DeliveryRow,
  ],
  migrations: [
    CreateShelters1780000000000,
    WallRows1780000001000,
    HidePlaces1780000002000,
    WallByKeeper1780000002800,
    PublishEvents1780000019000,
    LetPeopleLeave1780000020000,
    SetRefugesApart1780000026000,
  ],
  letsPeopleLeave: true,
  publishes: true,
  loadDemonstration: loadSheltersReference,
  sealed: [{ table: "facility", column: "sealed", key: { id: "uuid" } }],
  assemble,
};
