import { z } from "zod";
import { accessRecord, type AccessRecord } from "../../kernel/disclosure/access-record";
import { ownRecords } from "../../kernel/disclosure/own";
import { badInput } from "../../kernel/refusal";

/** On the way the viewer lies flat in the record. */
const input = z.preprocess((given) => {
  if (typeof given !== "object" || given === null) return given;
  const { viewerId, role, organisationId = null, area = null, purpose, ...rest } = given as Record<string, unknown>;
  return { operationName: null, ...rest, viewer: { id: viewerId, role, organisationId, area, purpose } };
}, accessRecord);

/** Refuses with BAD_USER_INPUT, naming the field, what is no record: a word of no list, an id that is none. */
export function toAccessRecord(given: unknown): AccessRecord {
  const own = typeof given === "object" && given !== null ? ownRecords.get(given) : undefined;
  if (own) return own;
  const parsed = input.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw badInput(["records", ...issue!.path].join("."), issue!.code, "This is not an access record.");
}
