import { randomBytes } from "node:crypto";
import type { AccessRecord } from "../subgraphs/kernel/disclosure/access-record";
import { newId } from "../subgraphs/kernel/identifier";
import type { Category } from "../subgraphs/kernel/policy/vocabulary";

const FILES: readonly (readonly [subgraph: string, category: Category])[] = [
  ["oaed", "EMPLOYMENT"],
  ["shelters", "HOUSING"],
  ["kdap", "CHILDREN"],
  ["programmes", "FINANCIAL"],
];
const VIEWERS = Array.from({ length: 50 }, newId);
const CENTRE = newId();
const DOCUMENT = randomBytes(32).toString("hex");

/** What FollowBeneficiary leaves behind: the person's record by category, and the file of each agency. */
export function followRecord(): AccessRecord {
  const people = [newId()];
  const seen = { granted: true, basis: "PUBLIC_TASK", reason: null, people } as const;
  const categories: readonly Category[] = ["IDENTITY", "CONTACT", "HOUSEHOLD", "FINANCIAL", "REFERRAL"];
  return {
    id: newId(),
    at: new Date().toISOString(),
    requestId: newId(),
    viewer: {
      id: VIEWERS[Math.floor(Math.random() * VIEWERS.length)]!,
      role: "CASEWORKER",
      organisationId: CENTRE,
      area: null,
      purpose: "CARE",
    },
    kind: "query",
    operationName: "FollowBeneficiary",
    documentHash: DOCUMENT,
    outcome: "ANSWERED",
    disclosures: [
      ...categories.map(
        (category) => ({ subgraph: "beneficiaries", action: "person:read", category, ...seen }) as const,
      ),
      ...FILES.map(
        ([subgraph, category]) =>
          ({ subgraph, action: "file:read", category, people, granted: true, basis: "CONSENT", reason: null }) as const,
      ),
      {
        ...{ subgraph: "mental-health", action: "file:read", category: "MENTAL_HEALTH", people },
        ...{ granted: false, basis: null, reason: "CONFIDENTIAL" },
      },
    ],
  };
}
