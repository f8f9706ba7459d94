import type { Database } from "../kernel/database/database";
import { remembered } from "../kernel/remembered";
import type { ServedCall, Surroundings } from "../kernel/subgraph";
import type { Viewer } from "../kernel/viewer";
import { ChainWriter } from "./data/chain.writer";
import { listOrganisations } from "./data/directory.client";
import { RecordRepository } from "./data/record.repository";
import { AccessLogService } from "./domain/access-log.service";
import { Organisations } from "./domain/organisations";
import { OversightService } from "./domain/oversight.service";
import { Recorder } from "./domain/recorder.service";
import { RecordingService } from "./domain/recording.service";

/** What a resolver of this subgraph can reach. */
export interface Context {
  readonly viewer: Viewer;
  readonly recording: RecordingService;
  readonly oversight: OversightService;
  readonly accessLogs: AccessLogService;
}

const clock = () => new Date();

export function assemble(database: Database, { callPeer }: Surroundings): (call: ServedCall) => Context {
  const writer = new ChainWriter(database);
  const recording = new RecordingService(new Recorder({ store: (group) => writer.store(group) }));
  const organisations = remembered(async () => new Organisations(await listOrganisations(callPeer)));
  return (call) => {
    const records = new RecordRepository(database, call.viewer);
    return {
      viewer: call.viewer,
      recording,
      oversight: new OversightService(call, records, organisations, clock),
      accessLogs: new AccessLogService(call, records, organisations),
    };
  };
}
