import type { AccessRecord } from "../../subgraphs/kernel/disclosure/access-record";
import { ownRecords } from "../../subgraphs/kernel/disclosure/own";
import { NOBODY } from "../../subgraphs/kernel/identifier";
import type { Viewer } from "../../subgraphs/kernel/viewer";
import type { Call } from "../../subgraphs/kernel/viewer";
import type { CallSubgraph, EndSignal } from "../engine/subgraph-call";

/** The subgraph that keeps the records. */
export const RECORDS_OWNER = "accountability";

/**
 * Takes records and resolves once all of them are durable. Rejects, or does not resolve, when they may not be: then
 * none of their answers may leave. `signal`: nobody waits any longer.
 */
export type RecordSink = (records: readonly AccessRecord[], signal: EndSignal) => Promise<void>;

const RECORD = "mutation RecordAccess($records: [AccessRecordInput!]!) { recordAccess(records: $records) }";

/** The gateway itself: no person, and nobody any token can name. */
const GATEWAY: Viewer = { id: NOBODY, role: "SERVICE", organisationId: null, area: null, purpose: "OVERSIGHT" };

/** Sends records to the accountability subgraph like any call, and believes nothing but their exact number. */
export const subgraphSink =
  (call: CallSubgraph<Call>): RecordSink =>
  async (records, signal) => {
    const variables = { records: records.map(toInput) };
    const request = { service: RECORDS_OWNER, query: RECORD, operationName: "RecordAccess", variables };
    const caller: Call = { viewer: GATEWAY, requestId: records[0]!.requestId };
    const { data, errors } = await call({ ...request, kind: "mutation" }, caller, signal);
    const stored = data?.["recordAccess"];
    if (errors?.length) throw new Error("the records were refused");
    if (stored !== records.length) throw new Error("another number of records was stored");
  };

function toInput(record: AccessRecord): object {
  const { viewer, ...rest } = record;
  const { id: viewerId, ...who } = viewer;
  const input = { ...rest, ...who, viewerId };
  ownRecords.set(input, record);
  return input;
}
