import type { LiveEvent } from "./live-event";

/**
 * An event with what it happened to, as the viewer may see it now. Null when they may not, and then nothing is told;
 * the first event has no record and always is.
 */
export async function told<T>(
  { id, at, recordId }: LiveEvent,
  find: (recordId: string) => Promise<T | null>,
): Promise<{ id: string; at: Date; record: T | null } | null> {
  if (recordId === null) return { id, at, record: null };
  const record = await find(recordId);
  return record === null ? null : { id, at, record };
}
