import type { Transaction } from "../../kernel/database/database";
import type { CapacityStatus, CapacityUnit, ServiceStatus } from "../domain/vocabulary";
import type { NamedHoliday } from "../domain/local-holidays.rules";
import { MunicipalityRow } from "./place.row";
import { ServiceCapacityRow } from "./service-capacity.row";
import { ServiceRow } from "./service.row";

export interface CapacityChange {
  readonly serviceId: string;
  readonly unit: CapacityUnit;
  readonly available: number;
  readonly maximum: number;
  readonly status: CapacityStatus;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

/** The newest word counts: two who report at once leave the later report. */
export async function writeCapacity(tx: Transaction, change: CapacityChange): Promise<void> {
  await tx.upsert(ServiceCapacityRow, { ...change }, ["serviceId", "unit"]);
}

export async function writeAssurance(tx: Transaction, serviceId: string, day: string, by: string): Promise<void> {
  await tx.update(ServiceRow, { id: serviceId }, { assuredDate: day, assuredBy: by });
}

/** Whom a service takes, and what a referral to it needs. */
export type TermsChange = Pick<ServiceRow, "agesFrom" | "agesTo" | "sexes" | "households" | "consentCategories">;

export async function writeTerms(tx: Transaction, serviceId: string, terms: TermsChange): Promise<void> {
  await tx.update(ServiceRow, { id: serviceId }, terms);
}

export async function writeLocalHolidays(tx: Transaction, code: string, holidays: NamedHoliday[]): Promise<void> {
  await tx.update(MunicipalityRow, { code }, { localHolidays: holidays });
}

export interface StatusWrite {
  readonly from: ServiceStatus;
  readonly to: ServiceStatus;
  readonly reopensOn: string | null;
}

/** False when somebody else changed the status since it was read as `from`. */
export async function writeStatus(tx: Transaction, serviceId: string, write: StatusWrite): Promise<boolean> {
  const { from, to, reopensOn } = write;
  const { affected } = await tx.update(ServiceRow, { id: serviceId, status: from }, { status: to, reopensOn });
  return affected === 1;
}
