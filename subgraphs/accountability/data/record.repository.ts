import type DataLoader from "dataloader";
import type { Database } from "../../kernel/database/database";
import { listLoader } from "../../kernel/loader";
import { toPage, type Page } from "../../kernel/paging/paging";
import type { Viewer } from "../../kernel/viewer";
import {
  LOG_PAGES,
  RECORD_PAGE,
  RECORD_PAGE_OF_PERSON,
  UNUSUAL,
  type Finding,
  type FoundRecord,
} from "./record.statements";

/** Which records. What is null does not narrow the list. */
export interface RecordQuery {
  readonly personId: string | null;
  readonly viewerId: string | null;
  readonly organisationId: string | null;
  readonly from: Date | null;
  readonly until: Date | null;
  readonly emergency: boolean | null;
  readonly subgraph: string | null;
  readonly category: string | null;
  readonly granted: boolean | null;
}

/** `after`: the key of what to continue after, as the cursors of that list have it. */
export interface Slice {
  readonly first: number;
  readonly after: readonly string[] | null;
}

export interface Thresholds {
  readonly from: Date;
  readonly until: Date;
  readonly windowMinutes: number;
  readonly people: number;
  readonly outside: number;
  readonly refusals: number;
}

type PersonRecord = FoundRecord & { personId: string };

/** Records of the chain, for one viewer. Born with the request. */
export class RecordRepository {
  private readonly logs = new Map<string, DataLoader<string, PersonRecord[]>>();

  constructor(
    private readonly database: Database,
    private readonly viewer: Viewer,
  ) {}

  /** `open`: organisations whose records may be found by a person. */
  async list(query: RecordQuery, open: readonly string[], { first, after }: Slice): Promise<Page<FoundRecord>> {
    const { personId, viewerId, organisationId, from, until, emergency, subgraph, category, granted } = query;
    const facet = [subgraph, category, granted === null ? null : String(granted)];
    const values = [viewerId, organisationId, from, until, emergency, ...facet, ...position(after, 2), first + 1];
    const rows = await (personId === null
      ? this.database.rows(this.viewer, RECORD_PAGE, values)
      : this.database.rows(this.viewer, RECORD_PAGE_OF_PERSON, [...values, personId, open]));
    return toPage(rows, first);
  }

  /** A page of the log of a person whose log is granted; `open` is null for all organisations. People asked for in one tick share a statement. */
  async logOf(
    personId: string,
    { withHidden, open }: { withHidden: boolean; open: readonly string[] | null },
    { first, after }: Slice,
  ): Promise<Page<FoundRecord>> {
    const key = JSON.stringify([withHidden, first, after]);
    let loader = this.logs.get(key);
    if (!loader) {
      loader = listLoader<PersonRecord>(
        (people) => {
          const values = [people, withHidden, open, ...position(after, 2), first + 1];
          return this.database.rows(this.viewer, LOG_PAGES, values, { people });
        },
        (row) => row.personId,
      );
      this.logs.set(key, loader);
    }
    return toPage(await loader.load(personId), first);
  }

  async unusual(thresholds: Thresholds, { first, after }: Slice): Promise<Page<Finding>> {
    const { from, until, windowMinutes, people, outside, refusals } = thresholds;
    const window = `${windowMinutes} minutes`;
    const values = [from, until, window, people, outside, refusals, ...position(after, 3), first + 1];
    return toPage(await this.database.rows(this.viewer, UNUSUAL, values), first);
  }
}

const position = (after: readonly string[] | null, parts: number): (string | null)[] =>
  Array.from({ length: parts }, (_, at) => after?.[at] ?? null);
