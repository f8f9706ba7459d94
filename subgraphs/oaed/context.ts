import type { Database } from "../kernel/database/database";
import { remembered } from "../kernel/remembered";
import { ErasureService } from "../kernel/retention/erasure.service";
import type { ServedCall } from "../kernel/subgraph";
import { EmploymentFileRepository, listOperators } from "./data/employment-file.repository";
import { EmploymentFileService } from "./domain/employment-file.service";

/** What a resolver of this subgraph can reach. */
export interface Context {
  readonly erasure: ErasureService;
  readonly employmentFiles: EmploymentFileService;
}

export function assemble(database: Database): (call: ServedCall) => Context {
  const operators = remembered(() => listOperators(database));
  return (call) => ({
    erasure: new ErasureService(call, database),
    employmentFiles: new EmploymentFileService(call, new EmploymentFileRepository(database, call.viewer), operators),
  });
}
