import { addDays, nightOf } from "./night.rules";
import type { Nights } from "./stay.rules";

export type Urgency = "EMERGENCY" | "URGENT" | "ROUTINE";

/** A bed is held from an instant to another; meanwhile nobody else is given any of the nights. */
export interface Lease {
  readonly from: Date;
  readonly until: Date;
  readonly nights: Nights;
}

/**
 * How long a house may think while the bed stays empty, in hours. Who asks for tonight is answered within a day, so is
 * the bed; nobody's request keeps one empty for longer than three nights.
 */
export const LEASE_HOURS: Readonly<Record<Urgency, number>> = { EMERGENCY: 24, URGENT: 72, ROUTINE: 72 };

const MILLISECONDS_AN_HOUR = 3_600_000;

/** The lease of a bed that is offered now: every night that begins before it ends is kept. */
export function leaseOf(urgency: Urgency, now: Date): Lease {
  const until = new Date(now.getTime() + LEASE_HOURS[urgency] * MILLISECONDS_AN_HOUR);
  return { from: now, until, nights: { from: nightOf(now), until: addDays(nightOf(until), 1) } };
}
