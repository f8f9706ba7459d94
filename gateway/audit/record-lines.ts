import { DateTime } from "luxon";
import { ATHENS } from "../../subgraphs/kernel/athens";
import type { CsvCell } from "./csv";

/** A page of access records, as the question below asks for it. */
export interface RecordPage {
  readonly edges: readonly { readonly node: RecordNode }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

interface RecordNode {
  readonly seq: number;
  readonly id: string;
  readonly at: string;
  readonly viewerId: string;
  readonly role: string;
  readonly organisation: { readonly id: string; readonly nameEl?: string | null } | null;
  readonly purpose: string;
  readonly kind: string;
  readonly operationName: string | null;
  readonly outcome: string;
  readonly requestId: string;
  readonly disclosures: readonly {
    readonly subgraph: string;
    readonly action: string;
    readonly category: string;
    readonly granted: boolean;
    readonly basis: string | null;
    readonly reason: string | null;
    readonly count: number;
    readonly people: readonly string[] | null;
  }[];
}

export const RECORDS_FOR_CSV = `query AccessRecordsForCsv($filter: AccessRecordFilter!, $after: String) {
  accessRecords(filter: $filter, first: 100, after: $after) {
    edges { node { seq id at viewerId role organisation { id nameEl } purpose kind operationName outcome requestId
      disclosures { subgraph action category granted basis reason count people } } }
    pageInfo { hasNextPage endCursor } } }`;

export const HEADER: readonly CsvCell[] = [
  ...["Number (Αριθμός)", "Record (Εγγραφή)", "Day in Greece (Ημερομηνία)", "Time in Greece (Ώρα)"],
  ...["Worker (Χρήστης)", "Role (Ρόλος)", "Organisation (Φορέας)", "Organisation id (Κωδικός φορέα)"],
  ...["Purpose (Σκοπός)", "Kind (Είδος)", "Operation (Ενέργεια)", "Outcome (Αποτέλεσμα)", "Request (Αίτημα)"],
  ...[
    "Service (Υπηρεσία)",
    "Action (Πράξη)",
    "Category (Κατηγορία)",
    "Granted (Επιτράπηκε)",
    "Legal basis (Νομική βάση)",
  ],
  ...["Reason (Λόγος άρνησης)", "People (Πλήθος προσώπων)", "Person ids (Κωδικοί προσώπων)"],
];

/** A line for each decision of a record; one line for a record without any that may be shown. */
export const linesOf = ({ edges }: RecordPage): CsvCell[][] => edges.flatMap(({ node }) => linesOfRecord(node));

function linesOfRecord(record: RecordNode): CsvCell[][] {
  const at = DateTime.fromISO(record.at, { zone: ATHENS });
  const head = [
    ...[record.seq, record.id, at.toISODate(), at.toFormat("HH:mm:ss"), record.viewerId, record.role],
    ...[record.organisation?.nameEl ?? null, record.organisation?.id ?? null, record.purpose, record.kind],
    ...[record.operationName, record.outcome, record.requestId],
  ];
  if (record.disclosures.length === 0) return [[...head, ...Array.from({ length: 8 }, () => null)]];
  return record.disclosures.map((each) => [
    ...head,
    ...[each.subgraph, each.action, each.category, each.granted, each.basis, each.reason, each.count],
    each.people?.join(" ") ?? null,
  ]);
}
