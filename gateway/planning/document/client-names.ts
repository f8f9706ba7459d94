import { Kind, type SelectionSetNode } from "graphql";
import type { PlannedDocument } from "./planned-document.js";
import { fragmentOf, responseName } from "./selections.js";
import type { PlannedNames } from "../../engine/faults.js";
import type { Path } from "../../engine/tree.js";

/** What the client selected, by the names used in the plan: `name` is the client's own. Type conditions are ignored. */
interface NamedField {
  readonly name: string;
  readonly children: NamedFields;
}
type NamedFields = Map<string, NamedField>;

/**
 * Turns a path of the fetched tree into a path of the client's answer: own names again, and cut where the client's
 * selection ends, because what the planner fetched for itself (a key, an input of @requires) may be inaccessible.
 */
export class ClientNames implements PlannedNames {
  private fields: NamedFields | undefined;

  constructor(private readonly planned: Pick<PlannedDocument, "operation" | "fragments" | "nameOf">) {}

  pathOf(planned: Path): (string | number)[] {
    let fields: NamedFields | undefined = (this.fields ??= this.read([this.planned.operation.selectionSet]));
    const path: (string | number)[] = [];
    for (const key of planned) {
      if (typeof key === "number") path.push(key);
      else {
        const field: NamedField | undefined = fields?.get(key);
        if (field === undefined) break;
        path.push(field.name);
        fields = field.children;
      }
    }
    return path;
  }

  /** Read only when there is an error to place; an operation without errors never pays. */
  private read(selectionSets: readonly SelectionSetNode[]): NamedFields {
    const inner = new Map<string, SelectionSetNode[]>();
    const seen = new Set<SelectionSetNode>();
    for (const each of selectionSets) this.gather(each, inner, seen);
    return new Map(
      Array.from(inner, ([planned, nested]) => [
        planned,
        { name: this.planned.nameOf(planned) ?? planned, children: this.read(nested) },
      ]),
    );
  }

  private gather(set: SelectionSetNode, inner: Map<string, SelectionSetNode[]>, seen: Set<SelectionSetNode>): void {
    if (seen.has(set)) return;
    seen.add(set);
    for (const node of set.selections) {
      if (node.kind === Kind.FIELD) {
        const planned = responseName(node);
        inner.set(planned, [...(inner.get(planned) ?? []), ...(node.selectionSet ? [node.selectionSet] : [])]);
      } else {
        const fragment = fragmentOf(node, this.planned.fragments);
        if (fragment) this.gather(fragment.selectionSet, inner, seen);
      }
    }
  }
}
