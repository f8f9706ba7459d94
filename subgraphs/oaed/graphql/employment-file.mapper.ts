import { toAccess } from "../../kernel/access.type";
import type { OpenedEmploymentFile } from "../domain/employment-file.service";
import type { EmploymentFile } from "./employment-file.type";

export const toEmploymentFile = ({ decision, record }: OpenedEmploymentFile): EmploymentFile => ({
  access: toAccess(decision, new Date()),
  registration: record?.registrations[0] ?? null,
  registrations: record?.registrations ?? null,
  trainings: record?.trainings ?? null,
  matches: record?.matches ?? null,
  placements: record?.placements ?? null,
});
