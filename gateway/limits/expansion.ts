import { Kind, type FragmentDefinitionNode, type SelectionNode, type SelectionSetNode } from "graphql";

/** What a selection weighs once every fragment is put in its place. */
export interface Weight {
  readonly depth: number;
  readonly fields: number;
  /** Fields of this level only. */
  readonly direct: number;
}

const NOTHING: Weight = { depth: 0, fields: 0, direct: 0 };

/**
 * Weighs selections without expanding them: each fragment is weighed once. A fragment within itself weighs nothing
 * there, because such a document is invalid anyway and is refused by the rule that is about it.
 */
export class Expansion {
  private readonly fragments = new Map<string, Weight>();

  constructor(private readonly fragmentOf: (name: string) => FragmentDefinitionNode | null | undefined) {}

  weigh({ selections }: SelectionSetNode): Weight {
    let { depth, fields, direct } = NOTHING;
    for (const selection of selections) {
      const weight = this.weighSelection(selection);
      depth = Math.max(depth, weight.depth);
      fields += weight.fields;
      direct += weight.direct;
    }
    return { depth, fields, direct };
  }

  private weighSelection(selection: SelectionNode): Weight {
    if (selection.kind === Kind.INLINE_FRAGMENT) return this.weigh(selection.selectionSet);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return this.weighFragment(selection.name.value);
    const { depth, fields } = selection.selectionSet ? this.weigh(selection.selectionSet) : NOTHING;
    return { depth: depth + 1, fields: fields + 1, direct: 1 };
  }

  private weighFragment(name: string): Weight {
    const known = this.fragments.get(name);
    if (known) return known;
    this.fragments.set(name, NOTHING);
    const fragment = this.fragmentOf(name);
    const weight = fragment ? this.weigh(fragment.selectionSet) : NOTHING;
    this.fragments.set(name, weight);
    return weight;
  }
}
