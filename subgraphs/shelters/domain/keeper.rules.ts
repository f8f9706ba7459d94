import type { Question } from "../../kernel/policy/decide";
import { NO_GRANTS } from "../../kernel/policy/grants";
import { Refusal } from "../../kernel/refusal";
import type { ServedCall } from "../../kernel/subgraph";

/** What a worker of a shelter does with the records of their own house. */
type Keeping = "file:read" | "file:write";

/** The question to the policy about a record of the viewer's own organisation. */
export const ownRecord = (confidential: boolean): Question => ({
  category: confidential ? "SAFETY" : "HOUSING",
  relation: "HOLDER",
  grants: NO_GRANTS,
});

/** Whether the viewer may keep the records of a facility of their own organisation at all, by role and purpose. */
export const mayKeep = ({ disclosures }: ServedCall, action: Keeping, confidential: boolean): boolean =>
  disclosures.foresee(action, ownRecord(confidential)).granted;

/**
 * Refuses with FORBIDDEN who never keeps a shelter's records: another role, or another purpose than care. It depends
 * on the viewer alone, so it may be said before anything is looked up. Returns the viewer's organisation.
 */
export function requireKeeper(call: ServedCall, action: Keeping): string {
  const { organisationId } = call.viewer;
  if (organisationId !== null && mayKeep(call, action, false)) return organisationId;
  throw new Refusal("FORBIDDEN", "Only workers of a shelter do this, for the care of the people in it.");
}

/** A record about somebody that is about to be shown to the house that keeps it. */
export interface KeptRecord {
  readonly beneficiaryId: string;
  readonly confidential: boolean;
}

/** Notes of whom a house sees, or changes, its own records. */
export function noteKept({ disclosures }: ServedCall, action: Keeping, records: readonly KeptRecord[]): void {
  for (const confidential of [false, true]) {
    const people = records.filter((record) => record.confidential === confidential);
    const ids = people.map(({ beneficiaryId }) => beneficiaryId);
    disclosures.decideAll(ids, action, ownRecord(confidential));
  }
}
