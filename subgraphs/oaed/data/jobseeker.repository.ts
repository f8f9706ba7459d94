import type { Transaction } from "../../kernel/database/database";
import type { RegistrationRecord } from "./employment-file.repository";
import { RegistrationRow } from "./employment.row";

/** A registration with the person it is of. */
export interface OwnRegistration extends RegistrationRecord {
  readonly beneficiaryId: string;
}

const READ = `
  select r.id, r.beneficiary_id as "beneficiaryId", r.status, r.since, r.last_confirmed_on as "lastConfirmedOn",
    r.ended_on as "endedOn", o.name as office, r.occupation_code as "occupationCode", r.occupation,
    r.education_level as "educationLevel", r.experience_months as "experienceMonths"
  from registration r join office o on o.id = r.office_id where r.id = $1`;

/** An open registration of the organisation $2, held until the transaction ends. */
export const HOLD_REGISTRATION = `
  select r.id, r.beneficiary_id as "beneficiaryId", r.referral_id as "referralId", r.since, r.status,
    r.ended_on as "endedOn"
  from registration r where r.id = $1 and r.organisation_id = $2 for update of r`;

export interface HeldRegistration {
  readonly id: string;
  readonly beneficiaryId: string;
  readonly referralId: string | null;
  readonly since: string;
  readonly status: string;
  readonly endedOn: string | null;
}

/** Registrations, inside the caller's transaction. */
export const registrations = {
  async add(tx: Transaction, registration: Omit<RegistrationRow, "office">): Promise<void> {
    await tx.insert(RegistrationRow, registration);
  },

  async change(tx: Transaction, id: string, change: { status: string; endedOn?: string }): Promise<void> {
    await tx.update(RegistrationRow, { id }, change);
  },

  read: async (tx: Transaction, id: string): Promise<OwnRegistration> => {
    return (await tx.query<OwnRegistration[]>(READ, [id]))[0]!;
  },
};

export const OFFICE = "select id from office where id = $1 and organisation_id = $2";
