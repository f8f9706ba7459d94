import { badInput, Refusal } from "../../kernel/refusal";
import type { ServiceStatus } from "./vocabulary";

export interface StatusChange {
  readonly status: ServiceStatus;
  /** YYYY-MM-DD; only for TEMPORARILY_CLOSED. */
  readonly reopensOn: string | null;
}

/**
 * Refuses changes of a service's status that cannot be: ILLEGAL_TRANSITION out of DEFUNCT, which is for good (what
 * begins again is a new service, with a new id), BAD_USER_INPUT for a day of reopening that does not fit.
 */
export function checkStatusChange(from: ServiceStatus, { status, reopensOn }: StatusChange, today: string): void {
  if (from === "DEFUNCT" && status !== "DEFUNCT") {
    throw new Refusal("ILLEGAL_TRANSITION", "This service has ended for good.", { from, to: status, allowed: [] });
  }
  if (reopensOn === null) return;
  if (status !== "TEMPORARILY_CLOSED") {
    throw badInput("reopensOn", "status", "Only a service that is temporarily closed has a day of reopening.");
  }
  if (reopensOn <= today) throw badInput("reopensOn", "future", "The day of reopening must be after today.");
}

/** Refuses with ILLEGAL_TRANSITION to keep the figures of a service that has ended. */
export function checkStillGiven(status: ServiceStatus): void {
  if (status === "DEFUNCT")
    throw new Refusal("ILLEGAL_TRANSITION", "This service has ended for good.", { from: status });
}
