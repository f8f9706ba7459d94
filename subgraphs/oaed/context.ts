import type { Database } from "../kernel/database/database";
import { remembered } from "../kernel/remembered";
import { Desk } from "../kernel/referred/desk";
import { ErasureService } from "../kernel/retention/erasure.service";
import type { ServedCall } from "../kernel/subgraph";
import { EmploymentFileRepository, listOperators } from "./data/employment-file.repository";
import { VacancyRepository } from "./data/vacancy.repository";
import { EmploymentFileService } from "./domain/employment-file.service";
import { JobseekerService } from "./domain/jobseeker.service";
import { TRADE } from "./domain/trade";
import { TrainingService } from "./domain/training.service";
import { VacancyService } from "./domain/vacancy.service";

/** What a resolver of this subgraph can reach. */
export interface Context {
  readonly erasure: ErasureService;
  readonly employmentFiles: EmploymentFileService;
  readonly jobseekers: JobseekerService;
  readonly trainings: TrainingService;
  readonly vacancies: VacancyService;
}

const clock = () => new Date();

export function assemble(database: Database): (call: ServedCall) => Context {
  const operators = remembered(() => listOperators(database));
  return (call) => {
    const desk = new Desk(call, database, TRADE, clock);
    return {
      erasure: new ErasureService(call, database),
      employmentFiles: new EmploymentFileService(call, new EmploymentFileRepository(database, call.viewer), operators),
      jobseekers: new JobseekerService(desk),
      trainings: new TrainingService(desk),
      vacancies: new VacancyService(call, desk, new VacancyRepository(database, call.viewer), clock()),
    };
  };
}
