import { setTimeout as delay } from "node:timers/promises";
import { operation, operationOf } from "./operations";
import { accepted } from "./desk";
import type { Ask, TestHub } from "./hub";
import { asOwnerRole } from "./owner-role";

/** What workers of agencies record, with the operations their dashboards send. */
export const REGISTER_JOBSEEKER = operationOf("AgencyDesk", "RegisterJobseeker");
export const VACANCIES = operationOf("AgencyDesk", "MatchingVacancies");
export const PROPOSE = operationOf("AgencyDesk", "ProposeVacancy");
export const SETTLE_MATCH = operationOf("AgencyDesk", "SettleMatch");
export const ENROL_IN_COURSE = operationOf("AgencyDesk", "EnrolInCourse");
export const RECORD_TRAINING = operationOf("AgencyDesk", "RecordTraining");
export const ENROL_CHILD = operationOf("AgencyDesk", "EnrolChild");
export const AWAIT_SLOT = operationOf("AgencyDesk", "AwaitSlot");
export const RECORD_ATTENDANCE = operationOf("AgencyDesk", "RecordAttendance");
export const END_ENROLMENT = operationOf("AgencyDesk", "EndEnrolment");
export const OPEN_EPISODE = operationOf("AgencyDesk", "OpenEpisode");
export const BOOK_APPOINTMENT = operationOf("AgencyDesk", "BookAppointment");
export const RECORD_APPOINTMENT = operationOf("AgencyDesk", "RecordAppointment");
export const CLOSE_EPISODE = operationOf("AgencyDesk", "CloseEpisode");
export const APPLY = operationOf("AgencyDesk", "ApplyForProgramme");
export const DECIDE = operationOf("AgencyDesk", "DecideApplication");
export const ENROL_IN_PROGRAMME = operationOf("AgencyDesk", "EnrolInProgramme");
export const END_PROGRAMME = operationOf("AgencyDesk", "EndProgrammeEnrolment");

/** Looks again and again, for a few seconds, until what is seen fits; what is seen at last either way. */
export async function eventually<T>(look: () => Promise<T>, fits: (seen: T) => boolean): Promise<T> {
  for (const end = Date.now() + 8000; Date.now() < end; await delay(25)) {
    const seen = await look();
    if (fits(seen)) return seen;
  }
  return look();
}

/** The owner's agencies have been told of the referral. */
export const toldOf = (hub: TestHub, owner: string, referralId: string): Promise<boolean> =>
  eventually(
    () =>
      asOwnerRole(hub, owner, async (client) => {
        const { rows } = await client.query("select from incoming_referral where id = $1", [referralId]);
        return rows.length > 0;
      }),
    (known) => known,
  );

/** How a person's newest referral stands, as the centre follows it. */
export async function loopOf(
  ask: Ask,
  person: string,
): Promise<{ state: string; outcome: string | null; steps: string }> {
  const { beneficiary } = accepted(await ask(operation("FollowBeneficiary"), { id: person }));
  const { state, outcome, history } = beneficiary.referrals.edges[0].node;
  return { state, outcome, steps: history.map((step: { state: string }) => step.state).join(" ") };
}

export const reaches = (ask: Ask, person: string, state: string) =>
  eventually(
    () => loopOf(ask, person),
    (seen) => seen.state === state,
  );
