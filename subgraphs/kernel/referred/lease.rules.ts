import type { Urgency } from "./incoming-referral";

/**
 * How long an agency may think while a bed or place stays empty, in hours. Who asks for tonight is answered within a
 * day, so is the place; nobody's request keeps one empty for longer than three days.
 */
export const LEASE_HOURS: Readonly<Record<Urgency, number>> = { EMERGENCY: 24, URGENT: 72, ROUTINE: 72 };

const MILLISECONDS_AN_HOUR = 3_600_000;

/** When what is held from now on comes free by itself. */
export const leaseEnd = (urgency: Urgency, now: Date): Date =>
  new Date(now.getTime() + LEASE_HOURS[urgency] * MILLISECONDS_AN_HOUR);
