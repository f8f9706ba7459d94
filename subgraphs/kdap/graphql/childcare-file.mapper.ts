import { toAccess } from "../../kernel/access.type";
import type { EnrolmentRecord } from "../data/childcare-file.repository";
import { attendanceRate } from "../domain/attendance.rules";
import type { OpenedChildcareFile } from "../domain/childcare-file.service";
import type { ChildcareEnrolment, ChildcareFile } from "./childcare-file.type";
import { toOffer } from "./offer.mapper";

const toEnrolment = (record: EnrolmentRecord): ChildcareEnrolment => ({
  ...toOffer(record),
  id: record.id,
  beneficiaryId: record.beneficiaryId,
  status: record.status,
  from: record.startsOn,
  until: record.endsOn,
  guardian: record.guardianId === null ? null : { id: record.guardianId },
  guardianName: record.guardianName,
  referralId: record.referralId,
  attendanceRate: attendanceRate(record),
  lastAttendedOn: record.lastAttendedOn,
});

export const toChildcareFile = ({ decision, asOf, record }: OpenedChildcareFile): ChildcareFile => ({
  access: toAccess(decision, asOf),
  enrolments: record?.enrolments.map(toEnrolment) ?? null,
});

export const toEnrolmentPayload = (record: EnrolmentRecord): { enrolment: ChildcareEnrolment } => ({
  enrolment: toEnrolment(record),
});
