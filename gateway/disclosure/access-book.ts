import type { AccessRecord } from "../../subgraphs/kernel/disclosure/access-record";
import { newId } from "../../subgraphs/kernel/identifier";
import { Refusal } from "../../subgraphs/kernel/refusal";
import type { Viewer } from "../../subgraphs/kernel/viewer";
import type { Disclosed } from "./disclosed";
import type { RecordWriter } from "./record-writer";

/** An operation whose subgraphs have answered, before its own answer leaves. */
export interface Executed {
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly kind: AccessRecord["kind"];
  readonly operationName: string | null;
  /** SHA-256 of the document as the client sent it, hex. */
  readonly documentHash: string;
  readonly disclosed: Disclosed;
  /** Of each field asked for at the root, whether it has a value: see {@link valuesIn}. */
  readonly hasValues: readonly boolean[];
}

/** GraphQL allows any length; nobody honest uses it. */
const MAX_NAME = 200;

/** Where every look at a person is written down before it is granted (promise P1: no record, no answer). */
export class AccessBook {
  constructor(private readonly writer: RecordWriter) {}

  /**
   * Resolves at once for an operation that concerned nobody, otherwise when its record is durable. Refuses with
   * ACCESS_NOT_RECORDED when it may not be: the answer must not leave then.
   */
  async record(executed: Executed): Promise<void> {
    if (executed.disclosed.concernsNobody) return;
    try {
      await this.writer.write(toRecord(executed));
    } catch {
      throw notRecorded(executed);
    }
  }

  /** Resolves when every record begun is written or given up. */
  close(): Promise<void> {
    return this.writer.drain();
  }
}

function toRecord(executed: Executed): AccessRecord {
  const { viewer, requestId, kind, operationName, documentHash, disclosed } = executed;
  const { confided } = disclosed;
  const isAnswered = disclosed.grantedAnything && executed.hasValues.some(Boolean);
  return {
    id: newId(),
    at: new Date().toISOString(),
    requestId,
    viewer,
    kind,
    operationName: operationName?.slice(0, MAX_NAME) ?? null,
    documentHash,
    outcome: isAnswered ? "ANSWERED" : "REFUSED",
    disclosures: disclosed.list(),
    ...(confided.length > 0 && { confided }),
  };
}

/** Of each field of an answer, whether it has a value. */
export const valuesIn = (data: Readonly<Record<string, unknown>> | null | undefined): readonly boolean[] =>
  Object.values(data ?? {}).map((value) => value !== null);

const WITHHELD = "That you asked could not be recorded, and without a record nothing about people is shown.";

function notRecorded(executed: Executed): Refusal {
  if (executed.kind !== "mutation") return new Refusal("ACCESS_NOT_RECORDED", `${WITHHELD} Ask again in a moment.`);
  const isSaved = executed.hasValues.length > 0 && executed.hasValues.every(Boolean);
  if (!isSaved) {
    const advice = "Whether anything was saved is not known: ask again with the same idempotencyKey.";
    return new Refusal("ACCESS_NOT_RECORDED", `${WITHHELD} ${advice}`, { outcome: "unknown" });
  }
  const advice = "The change itself is saved: ask again with the same idempotencyKey to see it.";
  return new Refusal("ACCESS_NOT_RECORDED", `${WITHHELD} ${advice}`, { outcome: "saved" });
}
