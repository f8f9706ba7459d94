import type { ConsentEventRecord, ConsentRecord } from "../data/consent.repository";

export type HistoryKind = "GRANTED" | "WITHDRAWN" | "SUPERSEDED" | "EXPIRED";

/** One entry of a consent's history, counted from 1. Nobody acted where the clock did. */
export interface HistoryEntry {
  readonly number: number;
  readonly kind: HistoryKind;
  readonly at: Date;
  readonly actorId: string | null;
  readonly actorOrganisationId: string | null;
  readonly successorId: string | null;
}

/** What happened to a consent: the events of the ledger, and that its time ran out where nothing ended it before. */
export function historyOf(
  consent: Pick<ConsentRecord, "untilAt" | "endedBy" | "expired">,
  events: readonly ConsentEventRecord[],
): HistoryEntry[] {
  const entries: Omit<HistoryEntry, "number">[] = events.map((event) => ({
    ...event,
    kind: event.kind as HistoryKind,
  }));
  if (!consent.endedBy && consent.expired) entries.push({ kind: "EXPIRED", at: consent.untilAt, ...BY_THE_CLOCK });
  return entries.map((entry, index) => ({ ...entry, number: index + 1 }));
}

const BY_THE_CLOCK = { actorId: null, actorOrganisationId: null, successorId: null };
