import type { AccessRecord, DisclosureEntry } from "./access-record";

/**
 * Reports and records that this process made itself, from words of the policy and verified claims. Their form needs no
 * second look where they are taken in, and looking costs more than making them; what came over a wire is another
 * object and never among these. Values that stem from a question, ids of people first, are looked at in any case.
 */
export const ownReports = new WeakSet<readonly DisclosureEntry[]>();

/** By the form in which a record travels. */
export const ownRecords = new WeakMap<object, AccessRecord>();
