import type { Viewer } from "../viewer";
import { decide, type Decision } from "./decide";
import type { Grants } from "./grants";
import type { Action, Category } from "./vocabulary";

/**
 * Decides about an agency's file of a person.
 *
 * `operates`: the viewer's organisation runs services of this file's owner. It is a HOLDER then, as long as the
 * person is in its care at all; a decision with scope OWN shows only the rows of that organisation.
 */
export function decideFile(
  viewer: Viewer,
  action: Extract<Action, "file:read" | "file:write" | "enrolment:read" | "enrolment:write">,
  category: Category,
  grants: Grants,
  operates: boolean,
): Decision {
  const relation = grants.relation === "ADDRESSEE" && operates ? "HOLDER" : grants.relation;
  return decide(viewer, action, { category, relation, grants });
}
