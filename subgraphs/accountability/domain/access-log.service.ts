import { isId } from "../../kernel/identifier";
import { checkFirst, decodeCursor, type Page } from "../../kernel/paging/paging";
import { isInstant } from "../../kernel/paging/sort-key";
import type { Decision } from "../../kernel/policy/decide";
import type { Grants } from "../../kernel/policy/grants";
import { CATEGORIES, CONFIDENTIAL_CATEGORIES, type Category } from "../../kernel/policy/vocabulary";
import { notFound } from "../../kernel/refusal";
import type { ServedCall } from "../../kernel/subgraph";
import type { RecordRepository } from "../data/record.repository";
import type { FoundRecord } from "../data/record.statements";
import { entryOf, type LogEntry } from "./access-log.rules";
import { readEvent } from "./event";
import type { Organisations } from "./organisations";
import { foreignCursor } from "./oversight.service";

/** A log as one viewer gets it: the decision always, entries only when it was granted. */
export interface OpenedLog {
  readonly decision: Decision;
  readonly page: Page<LogEntry>;
}

const NOTHING: Page<LogEntry> = { rows: [], hasNextPage: false };

/** Who saw what of a person, for the person to be told (GDPR art. 15, promise P11). */
export class AccessLogService {
  constructor(
    private readonly call: ServedCall,
    private readonly records: RecordRepository,
    private readonly organisations: () => Promise<Organisations>,
  ) {}

  /**
   * The log of a person, newest first. It equals the records, save what rule 5 keeps for insiders: disclosures of a
   * confidential category, and records of an organisation that runs a confidential service.
   */
  async open(personId: string, grants: Grants, first: number, after?: string | null): Promise<OpenedLog> {
    const slice = { first: checkFirst(first), after: positionOf(after) };
    if (!isId(personId)) throw notFound("person");
    const { decision, categories } = this.decide(personId, grants);
    if (!decision.granted) return { decision, page: NOTHING };
    const organisations = await this.organisations();
    const withHidden = [...CONFIDENTIAL_CATEGORIES].some((category) => categories.has(category));
    const open = withHidden ? null : organisations.open;
    const page = await this.records.logOf(personId, { withHidden, open }, slice);
    const place = (row: FoundRecord) => placed(row, personId, categories, organisations);
    return { decision, page: { ...page, rows: page.rows.flatMap(place) } };
  }

  /** The log is read category by category, so that the policy says which disclosures it tells of. */
  private decide(personId: string, grants: Grants): { decision: Decision; categories: ReadonlySet<Category> } {
    const { relation } = grants;
    const decisions = CATEGORIES.map((category) => {
      const question = { category, relation, grants };
      return [category, this.call.disclosures.decide(personId, "accesslog:read", question)] as const;
    });
    const granted = decisions.filter(([, { granted: yes }]) => yes).map(([category]) => category);
    return { decision: decisions[0]![1], categories: new Set(granted) };
  }
}

function placed(
  { content }: FoundRecord,
  personId: string,
  categories: ReadonlySet<Category>,
  organisations: Organisations,
): LogEntry[] {
  const event = readEvent(content);
  if (event.event !== "ACCESS") return [];
  const organisation = organisations.find(event.viewer.organisationId);
  return [entryOf(event, personId, categories, organisation)];
}

/** Instant and id of an entry: nothing in it tells how many records there are between two of them. */
function positionOf(after: string | null | undefined): string[] | null {
  const key = decodeCursor(after, 2);
  if (key && !(isInstant(key[0]!) && isId(key[1]!))) throw foreignCursor();
  return key;
}
