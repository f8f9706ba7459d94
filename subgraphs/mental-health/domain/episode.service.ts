import { athensDay } from "../../kernel/athens";
import { isId } from "../../kernel/identifier";
import { checkFirst, decodeCursor, type Page, type PageRequest, toPage } from "../../kernel/paging/paging";
import { isDay } from "../../kernel/paging/sort-key";
import { NO_GRANTS } from "../../kernel/policy/grants";
import { badInput, Refusal } from "../../kernel/refusal";
import type { Disclosures } from "../../kernel/disclosure/disclosures";
import type { EpisodePosition, EpisodeRepository, OwnEpisodeRecord } from "../data/episode.repository";
import { addDays } from "./day.rules";

/** How long an agency still sees somebody after the end (rule 2 of the privacy rules). */
export const DAYS_AFTER_CLOSING = 30;

/** An episode is the record of the unit that keeps it. */
const OWN_CARE = { category: "MENTAL_HEALTH", relation: "HOLDER", grants: NO_GRANTS } as const;

/** The episodes a unit's own organisation keeps. */
export class EpisodeService {
  constructor(
    private readonly disclosures: Disclosures,
    private readonly episodes: EpisodeRepository,
    private readonly now: Date,
  ) {}

  /**
   * Open episodes of the viewer's own organisation and those closed in the last 30 days, newest first. Refuses with
   * FORBIDDEN who has no task in an agency; an agency without units gets an empty page.
   */
  async listOwn(request: PageRequest & { readonly status?: string | null }): Promise<Page<OwnEpisodeRecord>> {
    if (!this.disclosures.foresee("file:read", OWN_CARE).granted)
      throw new Refusal("FORBIDDEN", "Only workers of an agency have episodes of their own.");
    const first = checkFirst(request.first);
    const after = toPosition(decodeCursor(request.after, 2));
    const closedSince = addDays(athensDay(this.now), -DAYS_AFTER_CLOSING);
    const filter = { status: request.status ?? null, closedSince, after };
    const page = toPage(await this.episodes.listOwn(filter, first + 1), first);
    this.disclosures.decideAll(
      page.rows.map((episode) => episode.beneficiaryId),
      "file:read",
      OWN_CARE,
    );
    return page;
  }
}

/** The sort key of an episode, as its cursor holds it. */
export const positionOf = (episode: OwnEpisodeRecord): [string, string] => [episode.openedOn, episode.id];

function toPosition(key: string[] | null): EpisodePosition | null {
  if (key === null) return null;
  const [openedOn = "", id = ""] = key;
  if (!isDay(openedOn) || !isId(id)) {
    throw badInput("after", "cursor", "This cursor does not belong to this list.");
  }
  return { openedOn, id };
}
