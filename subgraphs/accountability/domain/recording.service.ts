import { isId } from "../../kernel/identifier";
import type { AccessRecord } from "../../kernel/disclosure/access-record";
import { badInput } from "../../kernel/refusal";
import type { Recorder } from "./recorder.service";

/** What the gateway sends in one call at most. */
const MOST = 500;

/** A name GraphQL allows; anything else never was one. Also keeps out what a database cannot store. */
const NAME = /^[_A-Za-z][_0-9A-Za-z]*$/;
const WORD = /^[\w:.-]+$/;

/** The door of the gateway's records. */
export class RecordingService {
  constructor(private readonly recorder: Recorder) {}

  /** Returns the number of records, all of them stored. Refuses with BAD_USER_INPUT, and stores none, if one is none. */
  async record(records: readonly AccessRecord[]): Promise<number> {
    if (records.length > MOST) throw badInput("records", "length", `Send at most ${MOST} records.`);
    records.forEach(check);
    await this.recorder.append(records);
    return records.length;
  }
}

function check({ viewer, operationName, requestId, disclosures }: AccessRecord): void {
  if (!isId(viewer.id)) throw wrong("viewerId");
  if (viewer.organisationId !== null && !isId(viewer.organisationId)) throw wrong("organisationId");
  if (viewer.area !== null && !WORD.test(viewer.area)) throw wrong("area");
  if (operationName !== null && !NAME.test(operationName)) throw wrong("operationName");
  if (!WORD.test(requestId)) throw wrong("requestId");
  if (!disclosures.every(({ subgraph }) => WORD.test(subgraph) && !subgraph.includes(":"))) throw wrong("subgraph");
}

const wrong = (field: string) => badInput(field, "form", "This is not an access record.");
