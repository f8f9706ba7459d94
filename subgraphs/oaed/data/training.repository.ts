import type { Transaction } from "../../kernel/database/database";
import type { TrainingRecord } from "./employment-file.repository";
import { AttendanceRow } from "./training.row";

/** A place in a course with the person who has it. */
export interface OwnTraining extends TrainingRecord {
  readonly beneficiaryId: string;
}

const READ = `
  select a.id, a.beneficiary_id as "beneficiaryId", c.title, c.field, c.hours, a.hours_attended as "hoursAttended",
    a.status, c.starts_on as "startsOn", c.ends_on as "endsOn"
  from attendance a join course c on c.id = a.course_id where a.id = $1`;

export interface Course {
  readonly id: string;
  readonly startsOn: string;
  readonly endsOn: string;
}

export const COURSE = `select id, starts_on as "startsOn", ends_on as "endsOn" from course
  where id = $1 and organisation_id = $2`;

export interface HeldTraining {
  readonly id: string;
  readonly beneficiaryId: string;
  readonly referralId: string | null;
  readonly status: string;
  readonly hours: number;
  readonly hoursAttended: number;
  readonly startsOn: string;
}

export const HOLD_TRAINING = `
  select a.id, a.beneficiary_id as "beneficiaryId", a.referral_id as "referralId", a.status, c.hours,
    a.hours_attended as "hoursAttended", c.starts_on as "startsOn"
  from attendance a join course c on c.id = a.course_id
  where a.id = $1 and a.organisation_id = $2 for update of a`;

/** Places in courses, inside the caller's transaction. */
export const trainings = {
  async add(tx: Transaction, attendance: Omit<AttendanceRow, "course">): Promise<void> {
    await tx.insert(AttendanceRow, attendance);
  },

  async change(tx: Transaction, id: string, change: { status: string; hoursAttended: number }): Promise<void> {
    await tx.update(AttendanceRow, { id }, change);
  },

  read: async (tx: Transaction, id: string): Promise<OwnTraining> => {
    return (await tx.query<OwnTraining[]>(READ, [id]))[0]!;
  },
};
