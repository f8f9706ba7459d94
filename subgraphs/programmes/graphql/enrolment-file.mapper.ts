import { toAccess } from "../../kernel/access.type";
import type { ApplicationRecord, EnrolmentRecord, StepRecord } from "../data/enrolment-file.repository";
import type { OpenedEnrolmentFile } from "../domain/enrolment-file.service";
import type { Application } from "./application.type";
import type { EnrolmentFile } from "./enrolment-file.type";
import type { Enrolment, Entitlement } from "./enrolment.type";

export const toEnrolmentFile = ({ access, record }: OpenedEnrolmentFile): EnrolmentFile => ({
  access: toAccess(access.decision, new Date()),
  withheld: [...access.withheld],
  enrolments: record?.enrolments.map(toEnrolment) ?? null,
  applications: record?.applications.map(toApplication) ?? null,
});

export const toEnrolment = (row: EnrolmentRecord): Enrolment => ({
  id: row.id,
  programmeId: row.programmeId,
  status: row.status,
  from: row.from,
  until: row.until,
  agency: { id: row.organisationId },
  applicationId: row.applicationId,
  referralId: row.referralId,
  entitlement: toEntitlement(row),
  statusHistory: row.history.map(toStatusChange),
});

export const toApplication = (row: ApplicationRecord): Application => ({
  id: row.id,
  programmeId: row.programmeId,
  status: row.status,
  submittedAt: row.submittedAt,
  supportedBy: { id: row.organisationId },
  missingDocuments: row.missingDocuments,
  statusHistory: row.history.map(toStatusChange),
});

const toEntitlement = ({ amountMinor, currency, period, inKind }: EnrolmentRecord): Entitlement | null =>
  amountMinor === null && inKind === null ? null : { amountMinor, currency, period, inKind };

const toStatusChange = ({ status, at, organisationId, reason }: StepRecord) => ({
  status,
  at,
  by: organisationId === null ? null : { id: organisationId },
  reason,
});
