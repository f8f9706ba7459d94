import type { Urgency } from "../../kernel/referred/incoming-referral";
import { leaseEnd } from "../../kernel/referred/lease.rules";
import { addDays, nightOf } from "./night.rules";
import type { Nights } from "./stay.rules";

/** A bed is held from an instant to another; meanwhile nobody else is given any of the nights. */
export interface Lease {
  readonly from: Date;
  readonly until: Date;
  readonly nights: Nights;
}

/** The lease of a bed that is offered now: every night that begins before it ends is kept. */
export function leaseOf(urgency: Urgency, now: Date): Lease {
  const until = leaseEnd(urgency, now);
  return { from: now, until, nights: { from: nightOf(now), until: addDays(nightOf(until), 1) } };
}
