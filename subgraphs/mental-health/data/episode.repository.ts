import type { Database } from "../../kernel/database/database";
import { search } from "../../kernel/database/statement";
import type { Viewer } from "../../kernel/viewer";
import { EPISODE_PAIRS, type EpisodeRecord } from "./care-file.repository";

/** An episode as its own unit sees it: with the person it is about. */
export interface OwnEpisodeRecord extends EpisodeRecord {
  beneficiaryId: string;
}

/** Where a page of episodes goes on: the sort key of the last one seen. */
export interface EpisodePosition {
  readonly openedOn: string;
  readonly id: string;
}

export interface OwnEpisodeFilter {
  readonly status: string | null;
  /** Closed episodes only from this day on. */
  readonly closedSince: string;
  readonly after: EpisodePosition | null;
}

const OWN_EPISODES = search<{ episode: OwnEpisodeRecord }>(
  "own_episodes",
  `select json_build_object('beneficiaryId', e.beneficiary_id, ${EPISODE_PAIRS}) as episode
  from (
    select * from episode
    where organisation_id = $1 and (closed_on is null or closed_on >= $3) and ($4::text is null or status = $4)
      and ($5::date is null or (opened_on, id) < ($5, $6::uuid))
    order by opened_on desc, id desc
    limit $2
  ) e join unit u on u.id = e.unit_id
  order by e.opened_on desc, e.id desc`,
);

/** Episodes of the viewer's own organisation. */
export class EpisodeRepository {
  constructor(
    private readonly database: Database,
    private readonly viewer: Viewer,
  ) {}

  async listOwn({ status, closedSince, after }: OwnEpisodeFilter, limit: number): Promise<OwnEpisodeRecord[]> {
    const from = [after?.openedOn ?? null, after?.id ?? null];
    const values = [this.viewer.organisationId, limit, closedSince, status, ...from];
    return (await this.database.rows(this.viewer, OWN_EPISODES, values)).map((row) => row.episode);
  }
}
