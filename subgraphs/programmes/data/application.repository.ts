import type { Transaction } from "../../kernel/database/database";
import type { Category } from "../../kernel/policy/vocabulary";
import type { NeedDomain } from "../domain/programme-category.rules";
import { ApplicationRow, ApplicationStepRow } from "./application.row";
import type { ApplicationRecord, EnrolmentRecord } from "./enrolment-file.repository";
import { EnrolmentRow, EnrolmentStepRow } from "./enrolment.row";

/** Whom a record is about, and in which domain its programme is: that says which category of data it is. */
interface Owned {
  readonly beneficiaryId: string;
  readonly domain: NeedDomain;
  readonly category?: Category;
}
export type OwnApplication = ApplicationRecord & Owned;
export type OwnEnrolment = EnrolmentRecord & Owned;

export interface ProgrammeFacts {
  readonly id: string;
  readonly confidential: boolean;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
}

/** $2 takes the agency, as of all rows that are found by id; programmes are everybody's. */
export const PROGRAMME = `
  select id, confidential, valid_from as "validFrom", valid_until as "validUntil" from programme
  where id = $1 and $2::uuid is not null`;

export interface HeldApplication {
  readonly id: string;
  readonly beneficiaryId: string;
  readonly referralId: string | null;
  readonly programmeId: string;
  readonly confidential: boolean;
  readonly status: string;
  readonly missingDocuments: readonly string[];
}

export const HOLD_APPLICATION = `
  select a.id, a.beneficiary_id as "beneficiaryId", a.referral_id as "referralId", a.programme_id as "programmeId",
    a.confidential, a.status, a.missing_documents as "missingDocuments"
  from application a where a.id = $1 and a.organisation_id = $2 for update of a`;

export interface HeldEnrolment {
  readonly id: string;
  readonly beneficiaryId: string;
  readonly referralId: string | null;
  readonly status: string;
  readonly startsOn: string;
}

export const HOLD_ENROLMENT = `
  select e.id, e.beneficiary_id as "beneficiaryId", e.referral_id as "referralId", e.status,
    e.starts_on as "startsOn"
  from enrolment e where e.id = $1 and e.organisation_id = $2 for update of e`;

const HISTORY = (table: string, key: string, row: string) => `
  (select json_agg(json_build_object('status', s.status, 'at', s.at, 'organisationId', s.organisation_id,
      'reason', s.reason) order by s.position)
    from ${table} s where s.${key} = ${row}.id and s.beneficiary_id = ${row}.beneficiary_id)`;

const READ_APPLICATION = `
  select a.id, a.beneficiary_id as "beneficiaryId", p.domain, a.programme_id as "programmeId",
    a.organisation_id as "organisationId", a.status, a.submitted_at as "submittedAt",
    a.missing_documents as "missingDocuments", ${HISTORY("application_step", "application_id", "a")} as history
  from application a join programme p on p.id = a.programme_id where a.id = $1`;

const READ_ENROLMENT = `
  select e.id, e.beneficiary_id as "beneficiaryId", p.domain, e.programme_id as "programmeId",
    e.application_id as "applicationId", e.referral_id as "referralId", e.organisation_id as "organisationId",
    e.status, e.starts_on as "from", e.ends_on as until, e.amount_minor as "amountMinor", e.currency, e.period,
    e.in_kind as "inKind", ${HISTORY("enrolment_step", "enrolment_id", "e")} as history
  from enrolment e join programme p on p.id = e.programme_id where e.id = $1`;

export interface Step {
  readonly beneficiaryId: string;
  readonly position: number;
  readonly status: string;
  readonly at: Date;
  readonly organisationId: string;
  readonly reason: string | null;
}

const STEPS = (table: string, key: string) =>
  `select count(*)::int as steps from ${table} where ${key} = $1 and beneficiary_id = $2`;

/** Applications and enrolments with their histories, inside the caller's transaction. */
export const records = {
  /** How many steps an application, or a place, that is held has behind it. Asked after it is held. */
  async countSteps(
    tx: Transaction,
    of: "application" | "enrolment",
    id: string,
    beneficiaryId: string,
  ): Promise<number> {
    const text = STEPS(`${of}_step`, `${of}_id`);
    return (await tx.query<{ steps: number }[]>(text, [id, beneficiaryId]))[0]!.steps;
  },

  async apply(tx: Transaction, application: Omit<ApplicationRow, "programme">, step: Step): Promise<void> {
    await tx.insert(ApplicationRow, application);
    await tx.insert(ApplicationStepRow, { applicationId: application.id, ...step });
  },

  async decide(tx: Transaction, id: string, step: Step): Promise<void> {
    await tx.update(ApplicationRow, { id, beneficiaryId: step.beneficiaryId }, { status: step.status });
    await tx.insert(ApplicationStepRow, { applicationId: id, ...step });
  },

  async enrol(tx: Transaction, enrolment: Omit<EnrolmentRow, "programme" | "application">, step: Step): Promise<void> {
    await tx.insert(EnrolmentRow, enrolment);
    await tx.insert(EnrolmentStepRow, { enrolmentId: enrolment.id, ...step });
  },

  async end(tx: Transaction, id: string, endsOn: string, step: Step): Promise<void> {
    await tx.update(EnrolmentRow, { id, beneficiaryId: step.beneficiaryId }, { status: step.status, endsOn });
    await tx.insert(EnrolmentStepRow, { enrolmentId: id, ...step });
  },

  async readApplication(tx: Transaction, id: string): Promise<OwnApplication> {
    return (await tx.query<OwnApplication[]>(READ_APPLICATION, [id]))[0]!;
  },

  async readEnrolment(tx: Transaction, id: string): Promise<OwnEnrolment> {
    return (await tx.query<OwnEnrolment[]>(READ_ENROLMENT, [id]))[0]!;
  },
};
