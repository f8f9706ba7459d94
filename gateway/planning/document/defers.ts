import {
  GraphQLError,
  Kind,
  visit,
  type DirectiveNode,
  type DocumentNode,
  type FragmentSpreadNode,
  type InlineFragmentNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import { FIRST_PART, type Defer } from "../../engine/prepared-operation.js";
import { oneOperation, type Fragments } from "./selections.js";

export interface DeferringDocument {
  readonly document: DocumentNode;
  readonly defers: readonly Defer[];
}

/** The defer that an inline fragment of a document from {@link nameDefers} stands for. */
export function deferOf({ directives }: InlineFragmentNode | FragmentSpreadNode): string | undefined {
  const label = directives?.find(isDefer)?.arguments?.[0]?.value;
  return label?.kind === Kind.STRING ? label.value : undefined;
}

/**
 * Gives each @defer of a document with one operation a name of its own, as the planner wants it, and puts fragments in
 * their places: what is spread twice is deferred twice. Throws GRAPHQL_VALIDATION_FAILED for a label that is no text or is used twice, and
 * for the root of a mutation or subscription.
 */
export function nameDefers(document: DocumentNode): DeferringDocument {
  if (!hasDefer(document)) return { document, defers: [] };
  checkLabels(document);
  const { operation, fragments } = oneOperation(document);
  const naming = new Naming(fragments);
  return { document: { ...document, definitions: [naming.operation(operation)] }, defers: naming.defers };
}

/** The defers that hold; what stands in one that does not stands in the next one around it. */
export function heldDefers(defers: readonly Defer[], holds: (condition: string) => boolean): readonly Defer[] {
  const held = new Map<string, string>([[FIRST_PART, FIRST_PART]]);
  return defers.flatMap((defer) => {
    const parent = held.get(defer.parent) ?? FIRST_PART;
    const isHeld = defer.condition === undefined || holds(defer.condition);
    held.set(defer.name, isHeld ? defer.name : parent);
    return isHeld ? [{ ...defer, parent }] : [];
  });
}

/** The document with these of its defers and no others. */
export function withDefers(document: DocumentNode, kept: ReadonlySet<string>): DocumentNode {
  return visit(document, {
    InlineFragment: (node) => {
      const name = deferOf(node);
      if (name === undefined || kept.has(name)) return undefined;
      return { ...node, directives: node.directives?.filter((each) => !isDefer(each)) };
    },
  });
}

class Naming {
  readonly defers: Defer[] = [];

  constructor(private readonly fragments: Fragments) {}

  operation(node: OperationDefinitionNode): OperationDefinitionNode {
    const noted = this.defers.length;
    const isQuery = node.operation === "query";
    const selectionSet = this.selectionSet(node.selectionSet, FIRST_PART, !isQuery);
    // The planner takes none in a subscription: its events are told whole.
    if (node.operation === "subscription") this.defers.length = noted;
    return { ...node, selectionSet };
  }

  private selectionSet(set: SelectionSetNode, parent: string, isClosed: boolean): SelectionSetNode {
    return { ...set, selections: set.selections.map((each) => this.selection(each, parent, isClosed)) };
  }

  /** `isClosed`: at a root where nothing may be deferred. */
  private selection(node: SelectionNode, parent: string, isClosed: boolean): SelectionNode {
    if (node.kind === Kind.FIELD)
      return node.selectionSet ? { ...node, selectionSet: this.selectionSet(node.selectionSet, parent, false) } : node;
    if (node.kind === Kind.INLINE_FRAGMENT) return this.fragment(node, parent, isClosed);
    const fragment = this.fragments.get(node.name.value);
    if (fragment === undefined) return node;
    const { typeCondition, selectionSet } = fragment;
    const inline = { kind: Kind.INLINE_FRAGMENT, typeCondition, directives: node.directives, selectionSet } as const;
    return this.fragment(inline, parent, isClosed);
  }

  private fragment(node: InlineFragmentNode, parent: string, isClosed: boolean): InlineFragmentNode {
    const directive = node.directives?.find(isDefer);
    if (directive && isClosed) throw invalid("@defer cannot stand at the root of a mutation or subscription.");
    const others = node.directives?.filter((each) => each !== directive) ?? [];
    const defer = directive && this.note(directive, parent);
    const selectionSet = this.selectionSet(node.selectionSet, defer?.name ?? parent, isClosed);
    if (defer === undefined) return { ...node, directives: others, selectionSet };
    if (others.length === 0) return { ...node, directives: [labelled(defer.name)], selectionSet };
    // What has a condition of its own is deferred within it: whether it is there at all is known at once.
    const inner = { kind: Kind.INLINE_FRAGMENT, directives: [labelled(defer.name)], selectionSet } as const;
    return { ...node, directives: others, selectionSet: { kind: Kind.SELECTION_SET, selections: [inner] } };
  }

  /** Undefined for one that never holds. */
  private note(directive: DirectiveNode, parent: string): Defer | undefined {
    const condition = argumentOf(directive, "if");
    if (condition?.kind === Kind.BOOLEAN && !condition.value) return undefined;
    const label = argumentOf(directive, "label");
    const defer: Defer = {
      name: `d${this.defers.length}`,
      label: label?.kind === Kind.STRING ? label.value : undefined,
      condition: condition?.kind === Kind.VARIABLE ? condition.name.value : undefined,
      parent,
    };
    this.defers.push(defer);
    return defer;
  }
}

const isDefer = ({ name }: DirectiveNode): boolean => name.value === "defer";

const argumentOf = (directive: DirectiveNode, name: string) =>
  directive.arguments?.find((each) => each.name.value === name)?.value;

function hasDefer(document: DocumentNode): boolean {
  let found = false;
  visit(document, { Directive: (directive) => void (found ||= isDefer(directive)) });
  return found;
}

function labelled(name: string): DirectiveNode {
  const label = { kind: Kind.NAME, value: "label" } as const;
  const argument = { kind: Kind.ARGUMENT, name: label, value: { kind: Kind.STRING, value: name } } as const;
  return { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: "defer" }, arguments: [argument] };
}

function checkLabels(document: DocumentNode): void {
  const labels = new Set<string>();
  visit(document, {
    Directive: (directive) => {
      const label = isDefer(directive) ? argumentOf(directive, "label") : undefined;
      if (label === undefined || label.kind === Kind.NULL) return;
      if (label.kind !== Kind.STRING) throw invalid("The label of a @defer must be written into the document.");
      if (labels.has(label.value)) throw invalid("Each @defer needs a label of its own.");
      labels.add(label.value);
    },
  });
}

const invalid = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: "GRAPHQL_VALIDATION_FAILED" } });
