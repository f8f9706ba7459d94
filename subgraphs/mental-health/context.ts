import type { Database } from "../kernel/database/database";
import { remembered } from "../kernel/remembered";
import { Desk } from "../kernel/referred/desk";
import { ErasureService } from "../kernel/retention/erasure.service";
import type { ServedCall } from "../kernel/subgraph";
import { CareFileRepository, listOperators } from "./data/care-file.repository";
import { EpisodeRepository } from "./data/episode.repository";
import { CareFileService } from "./domain/care-file.service";
import { CareService } from "./domain/care.service";
import { TRADE } from "./domain/trade";
import { EpisodeService } from "./domain/episode.service";

/** What a resolver of this subgraph can reach. */
export interface Context {
  readonly erasure: ErasureService;
  readonly careFiles: CareFileService;
  readonly episodes: EpisodeService;
  readonly care: CareService;
}

export function assemble(database: Database): (call: ServedCall) => Context {
  const operators = remembered(() => listOperators(database));
  return (call) => {
    const { viewer } = call;
    const now = new Date();
    return {
      erasure: new ErasureService(call, database),
      careFiles: new CareFileService(call, new CareFileRepository(database, viewer, now), operators, now),
      care: new CareService(new Desk(call, database, TRADE, () => now)),
      episodes: new EpisodeService(call.disclosures, new EpisodeRepository(database, viewer), now),
    };
  };
}
