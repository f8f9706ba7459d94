import { hash } from "node:crypto";
import { v7, validate } from "uuid";

/** A new id: UUIDv7, so that rows of one day lie together in the index. Never derived from a person. */
export const newId = (): string => v7();

/** True for what could be one of our ids. Anything else cannot exist, and is answered like an unknown id. */
export const isId = (value: string): boolean => validate(value);

/** An id nobody has: what "the viewer's own rows" means for a viewer without an organisation. */
export const NOBODY = "00000000-0000-0000-0000-000000000000";

/** Reference data and the synthetic caseload come from this moment on; their ids carry it. */
const EPOCH = Date.UTC(2026, 0, 1);

/**
 * The same UUIDv7 for the same words on every machine, so that seven owners can load data that agrees without asking
 * each other. For reference data and the synthetic caseload only: a real person's id is never derived.
 */
export function seededId(kind: string, key: string | number): string {
  const bytes = hash("sha256", `${kind}:${key}`, "buffer").subarray(0, 16);
  bytes.writeUIntBE(EPOCH, 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
