import { randomBytes } from "node:crypto";
import type { AccessRecord } from "../../subgraphs/kernel/disclosure/access-record";
import { newId } from "../../subgraphs/kernel/identifier";
import type { Viewer } from "../../subgraphs/kernel/viewer";
import { TEST_PERSONAS } from "./personas";

type Disclosure = AccessRecord["disclosures"][number];

export const viewerOf = (persona: string, purpose: Viewer["purpose"] = "CARE"): Viewer => {
  const found = TEST_PERSONAS.find(({ name }) => name === persona);
  if (!found) throw new Error(`There is no persona ${persona}.`);
  return { ...found.viewer, purpose };
};

/** The officer, as the gateway tells of them. */
export const OFFICER = viewerOf("dpo", "OVERSIGHT");

/** What was disclosed of these people, for a reason that does not matter here. */
export const disclosed = (people: readonly string[], fields: Partial<Disclosure> = {}): Disclosure => ({
  subgraph: "beneficiaries",
  action: "person:read",
  category: "IDENTITY",
  people,
  granted: true,
  basis: "PUBLIC_TASK",
  reason: null,
  ...fields,
});

export const refused = (people: readonly string[], fields: Partial<Disclosure> = {}): Disclosure =>
  disclosed(people, { granted: false, basis: null, reason: "NOT_YOUR_CASE", ...fields });

/** A record of somebody who looked at somebody, now. */
export const accessRecordOf = (fields: Partial<AccessRecord> = {}): AccessRecord => ({
  id: newId(),
  at: new Date().toISOString(),
  requestId: newId(),
  viewer: viewerOf("caseworker"),
  kind: "query",
  operationName: "FollowBeneficiary",
  documentHash: randomBytes(32).toString("hex"),
  outcome: "ANSWERED",
  disclosures: [disclosed([newId()])],
  ...fields,
});

/** As the gateway sends it. */
export const asInput = ({ viewer: { id, ...viewer }, ...record }: AccessRecord) => ({
  ...record,
  ...viewer,
  viewerId: id,
});

export const RECORD = "mutation Record($records: [AccessRecordInput!]!) { recordAccess(records: $records) }";
