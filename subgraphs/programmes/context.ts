import type { Database } from "../kernel/database/database";
import { Desk } from "../kernel/referred/desk";
import { ErasureService } from "../kernel/retention/erasure.service";
import type { ServedCall } from "../kernel/subgraph";
import { EnrolmentFileRepository } from "./data/enrolment-file.repository";
import { ProgrammeRepository } from "./data/programme.repository";
import { ApplicationService } from "./domain/application.service";
import { TRADE } from "./domain/trade";
import { EnrolmentFileService } from "./domain/enrolment-file.service";
import { ProgrammeService } from "./domain/programme.service";

/** What a resolver of this subgraph can reach. */
export interface Context {
  readonly erasure: ErasureService;
  readonly programmes: ProgrammeService;
  readonly enrolmentFiles: EnrolmentFileService;
  readonly applications: ApplicationService;
}

export function assemble(database: Database): (call: ServedCall) => Context {
  return (call) => ({
    erasure: new ErasureService(call, database),
    programmes: new ProgrammeService(new ProgrammeRepository(database)),
    applications: new ApplicationService(new Desk(call, database, TRADE, () => new Date())),
    enrolmentFiles: new EnrolmentFileService(call, new EnrolmentFileRepository(database, call.viewer)),
  });
}
