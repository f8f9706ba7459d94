import type { CapacityUnit } from "./vocabulary";

const HOUR = 3_600_000;
/** A bed is gone by tomorrow night; places in a course or a day centre change by the week. */
const FRESH_FOR_BEDS = 24 * HOUR;
const FRESH_FOR_OTHERS = 7 * 24 * HOUR;

/** True when a capacity is too old to be relied on without ringing the agency. Exactly at the limit it still holds. */
export const isStale = (unit: CapacityUnit, updatedAt: Date, now: Date): boolean =>
  now.getTime() - updatedAt.getTime() > (unit === "BED" ? FRESH_FOR_BEDS : FRESH_FOR_OTHERS);
