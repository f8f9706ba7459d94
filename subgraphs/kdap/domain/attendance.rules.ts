/** Days counted of one enrolment, in the window of {@link ATTENDANCE_WINDOW_DAYS}. */
export interface AttendanceCount {
  readonly present: number;
  readonly absent: number;
}

/** Long enough to show a habit, short enough to show a change. */
export const ATTENDANCE_WINDOW_DAYS = 30;

/**
 * Share of days the child came, 0 to 1 in hundredths. Excused days count neither way: an ill child is no absentee.
 * Null when there was no day to come.
 */
export function attendanceRate({ present, absent }: AttendanceCount): number | null {
  const expected = present + absent;
  return expected === 0 ? null : Math.round((present / expected) * 100) / 100;
}
