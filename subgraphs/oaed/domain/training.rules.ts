import { badInput, Refusal } from "../../kernel/refusal";

export type TrainingStatus = "ENROLLED" | "ATTENDING" | "COMPLETED" | "DROPPED_OUT";

/** Where a place in a course can go from where it stands; ended ones stay. */
const NEXT: Readonly<Record<TrainingStatus, readonly TrainingStatus[]>> = {
  ENROLLED: ["ATTENDING", "DROPPED_OUT"],
  ATTENDING: ["ATTENDING", "COMPLETED", "DROPPED_OUT"],
  COMPLETED: [],
  DROPPED_OUT: [],
};

/** How a place in a course stands. */
export interface TrainingStanding {
  readonly status: string;
  readonly hours: number;
  readonly hoursAttended: number;
  readonly startsOn: string;
}

/**
 * Refuses with ILLEGAL_TRANSITION, naming what is possible, a step that does not follow; with BAD_USER_INPUT hours that
 * go back or beyond the course's, and an attendance before the course has begun.
 */
export function checkTraining(
  training: TrainingStanding,
  to: { readonly status: TrainingStatus; readonly hoursAttended: number },
  today: string,
): void {
  const allowed = NEXT[training.status as TrainingStatus];
  if (!allowed.includes(to.status)) {
    throw new Refusal("ILLEGAL_TRANSITION", "The course cannot go on like this.", { state: training.status, allowed });
  }
  if (to.status !== "DROPPED_OUT" && today < training.startsOn) {
    throw badInput("status", "early", `The course begins on ${training.startsOn}.`);
  }
  if (!(to.hoursAttended >= training.hoursAttended && to.hoursAttended <= training.hours)) {
    throw badInput("hoursAttended", "range", `Between ${training.hoursAttended} and ${training.hours} hours.`);
  }
}
