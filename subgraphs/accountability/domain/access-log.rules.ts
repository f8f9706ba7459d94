import type { AccessRecord } from "../../kernel/disclosure/access-record";
import type { Category, Denial, LegalBasis, Purpose, Role } from "../../kernel/policy/vocabulary";
import type { Organisation } from "../data/directory.client";

/** What was seen, done or refused, all for the same reason. */
export interface LogItem {
  readonly verb: "SAW" | "RECORDED" | "WAS_REFUSED";
  readonly categories: readonly Category[];
  readonly basis: LegalBasis | null;
  readonly reason: Denial | null;
}

/** One operation as the person it concerned is told of it. */
export interface LogEntry {
  readonly id: string;
  /** ISO instant. */
  readonly at: string;
  readonly viewerId: string;
  readonly role: Role;
  readonly organisationId: string | null;
  readonly organisation: Organisation | null;
  readonly purpose: Purpose;
  readonly items: readonly LogItem[];
}

/**
 * A record as the log of one of its people tells it: nothing of the others, and only categories the reader may hear
 * of. What was seen comes first, then what was done, then what was refused.
 */
export function entryOf(
  record: AccessRecord,
  personId: string,
  categories: ReadonlySet<Category>,
  organisation: Organisation | null,
): LogEntry {
  const { id, at, viewer, disclosures } = record;
  const items = new Map<string, LogItem & { categories: Category[] }>();
  for (const { action, category, people, granted, basis, reason } of disclosures) {
    if (!categories.has(category) || !people.includes(personId)) continue;
    const verb = !granted ? "WAS_REFUSED" : action.endsWith(":read") ? "SAW" : "RECORDED";
    const key = [ORDER.indexOf(verb), basis, reason].join(" ");
    const item = items.get(key) ?? { verb, categories: [], basis, reason };
    if (!item.categories.includes(category)) item.categories.push(category);
    items.set(key, item);
  }
  const ordered = [...items].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
  const { id: viewerId, role, organisationId, purpose } = viewer;
  return { id, at, viewerId, role, organisationId, organisation, purpose, items: ordered };
}

const ORDER: readonly LogItem["verb"][] = ["SAW", "RECORDED", "WAS_REFUSED"];
