import type { Database } from "../kernel/database/database";
import { ErasureService } from "../kernel/retention/erasure.service";
import type { ServedCall } from "../kernel/subgraph";
import { EnrolmentFileRepository } from "./data/enrolment-file.repository";
import { ProgrammeRepository } from "./data/programme.repository";
import { EnrolmentFileService } from "./domain/enrolment-file.service";
import { ProgrammeService } from "./domain/programme.service";

/** What a resolver of this subgraph can reach. */
export interface Context {
  readonly erasure: ErasureService;
  readonly programmes: ProgrammeService;
  readonly enrolmentFiles: EnrolmentFileService;
}

export function assemble(database: Database): (call: ServedCall) => Context {
  return (call) => ({
    erasure: new ErasureService(call, database),
    programmes: new ProgrammeService(new ProgrammeRepository(database)),
    enrolmentFiles: new EnrolmentFileService(call, new EnrolmentFileRepository(database, call.viewer)),
  });
}
