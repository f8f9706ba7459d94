import { seededId } from "../../../subgraphs/kernel/identifier";
import type { AttendanceImport } from "../../../subgraphs/oaed/data/oaed.import";
import { COURSE_KINDS, courseIn, monthOf, type Course } from "../../../subgraphs/oaed/data/oaed.reference";
import { dateOf, dayOf } from "./days";
import type { LifeReferral } from "./life";
import type { Random } from "./random";

/** The courses people attended while the service trained them; at most one for each referral that began. */
export function drawAttendances(random: Random, referrals: readonly LifeReferral[], today: number): AttendanceImport[] {
  return referrals.flatMap((referral) => {
    if (referral.service.programmeKey !== "oaed-training" || referral.servedFrom === null) return [];
    const served = { from: dayOf(referral.servedFrom), until: referral.servedUntil && dayOf(referral.servedUntil) };
    const attendance =
      served.until === null
        ? ongoing(random, served.from, today)
        : finished(random, served.from, served.until, referral.outcome === "SERVICE_PROVIDED");
    return attendance ? [{ id: seededId("attendance", referral.id), ...attendance }] : [];
  });
}

type Attendance = Omit<AttendanceImport, "id">;

const nextMonth = (day: number): number => monthOf(dateOf(day)) + 1;

/** The first course after the service began that has not ended by today. */
function ongoing(random: Random, from: number, today: number): Attendance {
  const kind = random.pick(COURSE_KINDS);
  let month = nextMonth(from);
  while (dayOf(courseIn(kind, month).endsOn) < today) month++;
  const course = courseIn(kind, month);
  const began = dayOf(course.startsOn);
  if (began > today) return { courseId: course.id, status: "ENROLLED", hoursAttended: 0 };
  const share = (today - began) / (dayOf(course.endsOn) - began + 1);
  return attended(course, "ATTENDING", share * (0.85 + random.next() * 0.15));
}

/** A course within the time of service; who was not served to the end left it half-way. Null where none fits. */
function finished(random: Random, from: number, until: number, completed: boolean): Attendance | null {
  const month = nextMonth(from);
  const courses = COURSE_KINDS.map((kind) => courseIn(kind, month));
  const fitting = courses.filter(({ startsOn, endsOn }) => dayOf(completed ? endsOn : startsOn) <= until);
  if (fitting.length === 0) return null;
  const course = random.pick(fitting);
  if (completed) return attended(course, "COMPLETED", 0.85 + random.next() * 0.15);
  const most = Math.min(1, (until - dayOf(course.startsOn)) / (dayOf(course.endsOn) - dayOf(course.startsOn) + 1));
  return attended(course, "DROPPED_OUT", most * random.next() * 0.8);
}

const attended = ({ id, hours }: Course, status: Attendance["status"], share: number): Attendance => ({
  courseId: id,
  status,
  hoursAttended: Math.floor(hours * share),
});
