import type { Database } from "../kernel/database/database";
import { ChainWriter } from "./data/chain.writer";
import { Recorder } from "./domain/recorder.service";
import { RecordingService } from "./domain/recording.service";

/** What a resolver of this subgraph can reach. */
export interface Context {
  readonly recording: RecordingService;
}

export function assemble(database: Database): () => Context {
  const writer = new ChainWriter(database);
  const recording = new RecordingService(new Recorder({ store: (group) => writer.store(group) }));
  return () => ({ recording });
}
