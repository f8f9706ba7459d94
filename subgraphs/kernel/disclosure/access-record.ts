import { z } from "zod";
import { ACTIONS, CATEGORIES, DENIALS, LEGAL_BASES, PURPOSES, ROLES } from "../policy/vocabulary";
import type { Action, Category, Denial, LegalBasis } from "../policy/vocabulary";
import { isId } from "../identifier";
import type { Viewer } from "../viewer";
import { ownReports } from "./own";

/** What one subgraph decided about people in one call. People with the same decision share an entry. */
export interface DisclosureEntry {
  readonly action: Action;
  readonly category: Category;
  /** Ids of the people, each once. Never empty. */
  readonly people: readonly string[];
  readonly granted: boolean;
  /** On which legal basis it was granted; null when it was not. */
  readonly basis: LegalBasis | null;
  /** Why it was not granted; null when it was. */
  readonly reason: Denial | null;
  /** What was asked tells that these people are known to a confidential service; see {@link AccessRecord.confided}. */
  readonly confided?: true;
}

/** One operation of one viewer, as it is recorded before its answer leaves (GDPR art. 5(2), 30 and 32). */
export interface AccessRecord {
  /** UUIDv7. A record that is sent again keeps it. */
  readonly id: string;
  /** ISO instant, UTC: when the answer was ready to leave. */
  readonly at: string;
  /** Stands in the answer's `x-request-id` and in every log line of the operation. */
  readonly requestId: string;
  readonly viewer: Viewer;
  readonly kind: "query" | "mutation" | "subscription";
  readonly operationName: string | null;
  /** SHA-256, hex, of the document as the client sent it. */
  readonly documentHash: string;
  /** REFUSED: nothing was granted, and something was not. */
  readonly outcome: "ANSWERED" | "REFUSED";
  readonly disclosures: readonly (Omit<DisclosureEntry, "confided"> & { readonly subgraph: string })[];
  /**
   * People of whom this record tells insiders only (PRIVACY rule 5): what was done tells that they are known to a
   * confidential service, as to refer somebody to a refuge does. Absent when there are none.
   */
  readonly confided?: readonly string[];
}

/** More people in one entry than any answer can hold: a report beyond it is nonsense. */
const MAX_PEOPLE = 10_000;

const entry = {
  action: z.enum(ACTIONS),
  category: z.enum(CATEGORIES),
  people: z.array(z.uuid()).min(1).max(MAX_PEOPLE),
  granted: z.boolean(),
  basis: z.enum(LEGAL_BASES).nullable(),
  reason: z.enum(DENIALS).nullable(),
};

/** A grant has a basis and no reason, a refusal a reason and no basis. */
const isWhole = ({ granted, basis, reason }: Pick<DisclosureEntry, "granted" | "basis" | "reason">): boolean =>
  granted === (basis !== null) && granted === (reason === null);

export const disclosureEntry = z
  .strictObject({ ...entry, confided: z.literal(true).optional() })
  .refine(isWhole, { path: ["granted"] });

/** What a subgraph sends with every answer as `extensions.disclosure`; empty when it concerned nobody. */
export const disclosureReport = z.array(disclosureEntry);

/** The report that came with an answer; undefined when it is none. */
export function readReport(report: unknown): readonly DisclosureEntry[] | undefined {
  if (isOwnReport(report)) return report;
  const parsed = disclosureReport.safeParse(report);
  return parsed.success ? parsed.data : undefined;
}

const isOwnReport = (report: unknown): report is readonly DisclosureEntry[] =>
  Array.isArray(report) &&
  ownReports.has(report) &&
  (report as readonly DisclosureEntry[]).every(({ people }) => people.length <= MAX_PEOPLE && people.every(isId));

export const accessRecord = z.strictObject({
  id: z.uuid(),
  at: z.iso.datetime(),
  requestId: z.string().min(1).max(100),
  viewer: z.strictObject({
    id: z.string().min(1),
    role: z.enum(ROLES),
    organisationId: z.string().nullable(),
    area: z.string().nullable(),
    purpose: z.enum(PURPOSES),
  }),
  kind: z.enum(["query", "mutation", "subscription"]),
  operationName: z.string().max(200).nullable(),
  documentHash: z.string().regex(/^[0-9a-f]{64}$/),
  outcome: z.enum(["ANSWERED", "REFUSED"]),
  disclosures: z.array(
    z.strictObject({ ...entry, subgraph: z.string().min(1) }).refine(isWhole, { path: ["granted"] }),
  ),
  confided: z.array(z.uuid()).min(1).optional(),
});
