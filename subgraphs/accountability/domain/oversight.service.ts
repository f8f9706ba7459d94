import type { AccessRecord } from "../../kernel/disclosure/access-record";
import { isId, NOBODY } from "../../kernel/identifier";
import { checkFirst, decodeCursor, type Page } from "../../kernel/paging/paging";
import { isDay, isInstant } from "../../kernel/paging/sort-key";
import { NO_GRANTS } from "../../kernel/policy/grants";
import { badInput, Refusal } from "../../kernel/refusal";
import type { ServedCall } from "../../kernel/subgraph";
import type { RecordRepository, Slice } from "../data/record.repository";
import type { Finding, FoundRecord } from "../data/record.statements";
import { readEvent } from "./event";
import type { Organisations } from "./organisations";
import { periodOf } from "./period.rules";
import { shown, type Disclosure } from "./withheld.rules";

export interface RecordFilter {
  readonly personId?: string | null;
  readonly viewerId?: string | null;
  readonly organisationId?: string | null;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly emergency?: boolean | null;
  readonly subgraph?: string | null;
  readonly category?: string | null;
  readonly granted?: boolean | null;
}

export interface UnusualQuery {
  readonly from?: string | null;
  readonly to?: string | null;
  readonly windowMinutes: number;
  readonly people: number;
  readonly outside: number;
  readonly refusals: number;
}

/** A record as the officer sees it. */
export interface ShownRecord {
  readonly seq: number;
  readonly record: AccessRecord;
  readonly disclosures: readonly ShownDisclosure[];
}

/** `people` is null where naming them would tell that they are known to a confidential service. */
export type ShownDisclosure = Omit<Disclosure, "people"> & { readonly count: number; readonly people: string[] | null };

/** Looking for the unusual goes back this far when nothing is said, and never further at once. */
const USUAL_DAYS = 7;
const MOST_DAYS = 92;
const DAY_MS = 86_400_000;

/** The questions of the data protection officer (GDPR art. 39(1)(b)). Everybody else is refused. */
export class OversightService {
  constructor(
    private readonly call: ServedCall,
    private readonly records: RecordRepository,
    private readonly organisations: () => Promise<Organisations>,
    private readonly clock: () => Date,
  ) {}

  /** Records, newest first. FORBIDDEN for whoever is not the officer on oversight. */
  async list(filter: RecordFilter, first: number, after?: string | null): Promise<Page<ShownRecord>> {
    this.authorise();
    const slice: Slice = { first: checkFirst(first), after: cursorOf(after) };
    const organisations = await this.organisations();
    const page = await this.records.list(
      {
        ...periodOf(filter.from, filter.to),
        personId: idOf(filter.personId),
        viewerId: idOf(filter.viewerId),
        organisationId: idOf(filter.organisationId),
        emergency: filter.emergency ?? null,
        subgraph: filter.subgraph ?? null,
        category: filter.category ?? null,
        granted: filter.granted ?? null,
      },
      organisations.open,
      slice,
    );
    return { ...page, rows: page.rows.flatMap((row) => this.show(row, organisations)) };
  }

  /** What asks for a second look: the newest day first. */
  async unusual(query: UnusualQuery, first: number, after?: string | null): Promise<Page<Finding>> {
    this.authorise();
    const { windowMinutes, people, outside, refusals } = query;
    for (const [field, value] of Object.entries({ windowMinutes, people, outside, refusals })) {
      if (value < 1 || value > 100_000) throw badInput(field, "range", "Ask for 1 to 100000.");
    }
    const period = periodOf(query.from, query.to);
    const until = period.until ?? this.clock();
    const from = period.from ?? new Date(until.getTime() - USUAL_DAYS * DAY_MS);
    if (until.getTime() - from.getTime() > (MOST_DAYS + 1) * DAY_MS) {
      throw badInput("from", "range", `Look at ${MOST_DAYS} days at most.`);
    }
    const key = decodeCursor(after, 3);
    if (key && !(isDay(key[0]!) && isId(key[2]!))) throw foreignCursor();
    return this.records.unusual(
      { from, until, windowMinutes, people, outside, refusals },
      { first: checkFirst(first), after: key },
    );
  }

  /** Whoever may read the log of people nobody stands in any relation to. */
  private authorise(): void {
    const question = { category: "IDENTITY", relation: "NONE", grants: NO_GRANTS } as const;
    if (this.call.disclosures.foresee("accesslog:read", question).granted) return;
    throw new Refusal("FORBIDDEN", "The access records are for the data protection officer, on oversight.");
  }

  /** Each person named is somebody whose log was read, and is recorded as such. */
  private show({ seq, content }: FoundRecord, organisations: Organisations): ShownRecord[] {
    const event = readEvent(content);
    if (event.event !== "ACCESS") return [];
    const { event: _event, confided, ...record } = event;
    const isDiscreet = organisations.isDiscreet(record.viewer.organisationId);
    const disclosures = shown({ ...record, confided }).map(({ people, ...each }) => {
      if (isDiscreet) return { ...each, count: people.length, people: null };
      const question = { category: each.category, relation: "NONE", grants: NO_GRANTS } as const;
      const { granted } = this.call.disclosures.decideAll(people, "accesslog:read", question);
      return { ...each, count: people.length, people: granted ? [...people] : null };
    });
    return [{ seq, record, disclosures }];
  }
}

/** What cannot be an id is nobody's. */
const idOf = (id: string | null | undefined): string | null =>
  id === null || id === undefined ? null : isId(id) ? id : NOBODY;

function cursorOf(after: string | null | undefined): string[] | null {
  const key = decodeCursor(after, 2);
  if (key && !(isInstant(key[0]!) && /^\d{1,15}$/.test(key[1]!))) throw foreignCursor();
  return key;
}

export const foreignCursor = () => badInput("after", "cursor", "This cursor does not belong to this list.");
