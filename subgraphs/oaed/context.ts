import type { Database } from "../kernel/database/database";
import { remembered } from "../kernel/remembered";
import type { Call } from "../kernel/viewer";
import { EmploymentFileRepository, listOperators } from "./data/employment-file.repository";
import { EmploymentFileService } from "./domain/employment-file.service";

/** What a resolver of this subgraph can reach. */
export interface Context {
  readonly employmentFiles: EmploymentFileService;
}

export function assemble(database: Database): (call: Call) => Context {
  const operators = remembered(() => listOperators(database));
  return ({ viewer }) => ({
    employmentFiles: new EmploymentFileService(viewer, new EmploymentFileRepository(database, viewer), operators),
  });
}
