import { decide, type Decision } from "../../kernel/policy/decide";
import { NO_GRANTS } from "../../kernel/policy/grants";
import { Refusal } from "../../kernel/refusal";
import type { Viewer } from "../../kernel/viewer";

/** What a worker of a shelter does with the records of their own house. */
type Keeping = "file:read" | "file:write";

/** Whether the viewer may keep the records of a facility of their own organisation, by role and purpose. */
export const decideKeeping = (viewer: Viewer, action: Keeping, confidential: boolean): Decision =>
  decide(viewer, action, { category: confidential ? "SAFETY" : "HOUSING", relation: "HOLDER", grants: NO_GRANTS });

/**
 * Refuses with FORBIDDEN who never keeps a shelter's records: another role, or another purpose than care. It depends
 * on the viewer alone, so it may be said before anything is looked up. Returns the viewer's organisation.
 */
export function requireKeeper(viewer: Viewer, action: Keeping): string {
  if (viewer.organisationId !== null && decideKeeping(viewer, action, false).granted) return viewer.organisationId;
  throw new Refusal("FORBIDDEN", "Only workers of a shelter do this, for the care of the people in it.");
}
