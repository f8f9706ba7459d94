import { toConnection } from "../../kernel/paging/connection.type";
import type { Page } from "../../kernel/paging/paging";
import type { OwnEpisodeRecord } from "../data/episode.repository";
import { positionOf } from "../domain/episode.service";
import { toEpisode } from "./care-file.mapper";
import type { OwnCareEpisode } from "./episode.type";

const toOwnEpisode = (record: OwnEpisodeRecord): OwnCareEpisode => ({
  ...toEpisode(record),
  beneficiary: { id: record.beneficiaryId },
});

export const toEpisodeConnection = (page: Page<OwnEpisodeRecord>) => toConnection(page, toOwnEpisode, positionOf);

export const toEpisodePayload = (record: OwnEpisodeRecord): { episode: OwnCareEpisode } => ({
  episode: toOwnEpisode(record),
});
