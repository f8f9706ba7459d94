import { badInput } from "../../kernel/refusal";
import type { CapacityStatus } from "./vocabulary";

/** More than any service in the country has; what is above is a slip of the finger. */
const LARGEST = 100_000;

export interface CapacityFigures {
  readonly available: number;
  readonly maximum: number;
  readonly status: CapacityStatus;
}

/** Refuses with BAD_USER_INPUT figures that cannot be: negative, absurd, more free than there are, or contradictory. */
export function checkCapacity({ available, maximum, status }: CapacityFigures): void {
  checkCount("available", available);
  checkCount("maximum", maximum);
  if (available > maximum) {
    throw badInput("available", "maximum", "There cannot be more available than there are at most.");
  }
  if (status === "CAPACITY" && available === 0) {
    throw badInput("status", "available", "CAPACITY means that something is available; it says none is.");
  }
  if (status === "NO_CAPACITY" && available > 0) {
    throw badInput("status", "available", "NO_CAPACITY means that nothing is available; it says something is.");
  }
}

function checkCount(field: string, value: number): void {
  if (Number.isInteger(value) && value >= 0 && value <= LARGEST) return;
  throw badInput(field, "range", `Give a whole number from 0 to ${LARGEST}.`);
}
