import type { SubgraphDefinition } from "../kernel/subgraph";
import { assemble } from "./context";
import { CreateAccountability1780000002000 } from "./data/migrations/1780000002000-create-accountability";
import { FindTheUnusual1780000062000 } from "./data/migrations/1780000062000-find-the-unusual";
import { KeepRecordsWhole1780000060000 } from "./data/migrations/1780000060000-keep-records-whole";
import { AccessPersonRow, AccessRecordRow } from "./data/record.row";
import { Agency } from "./graphql/agency.reference";
import { Beneficiary, BeneficiaryAccessLogResolver, referenceBeneficiary } from "./graphql/beneficiary.reference";
import { OversightResolver } from "./graphql/oversight.resolver";
import { RecordResolver } from "./graphql/record.resolver";

/** The data protection officer: who saw what, when and why, in a chain that shows when somebody touched it. */
export const accountability: SubgraphDefinition = {
  name: "accountability",
  resolvers: [RecordResolver, OversightResolver, BeneficiaryAccessLogResolver],
  types: [Beneficiary, Agency],
  references: { Beneficiary: referenceBeneficiary },
  rows: [AccessRecordRow, AccessPersonRow],
  migrations: [CreateAccountability1780000002000, KeepRecordsWhole1780000060000, FindTheUnusual1780000062000],
  assemble,
};
