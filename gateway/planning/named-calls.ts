import type { QueryPlanSelectionNode } from "@apollo/query-planner";
import {
  Kind,
  parse,
  print,
  stripIgnoredCharacters,
  visit,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type FieldNode,
  type StringValueNode,
} from "graphql";

/** A field as an @requires calls it, by the name it has instead: `price__1` for `price(currency: USD)`. */
export type Calls = ReadonlyMap<string, FieldNode>;

/** A supergraph in which no @requires has arguments. */
export interface NamedCalls {
  readonly document: DocumentNode;
  readonly calls: Calls;
}

/**
 * Gives each call with arguments that some @requires makes a field of its own, on every type that has the field called.
 * The planner does not look at arguments when it merges fields: of `price(currency: USD)` and `price(currency: EUR)`,
 * needed by two fields or by one and asked by the client, it would fetch one for both. It keeps apart what has names of
 * its own. The same supergraph gets the same names.
 */
export function nameCalls(document: DocumentNode): NamedCalls {
  const naming = new Naming(document);
  // Most supergraphs have none, and to walk through a large one takes its time.
  if (!document.definitions.some(hasCall)) return { document, calls: naming.calls };
  const renamed = visit(document, { Directive: (node) => naming.directive(node as ConstDirectiveNode) });
  const type = <Type extends { fields?: readonly FieldDefinitionNode[] }>({ fields = [], ...rest }: Type) => ({
    ...rest,
    fields: fields.flatMap((field) => [field, ...naming.callsOf(field)]),
  });
  return {
    document: visit(renamed, { ObjectTypeDefinition: type, InterfaceTypeDefinition: type }),
    calls: naming.calls,
  };
}

const hasCall = (definition: DefinitionNode): boolean =>
  definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION
    ? (definition.fields ?? []).some(({ directives = [] }) =>
        directives.some((each) => requiredBy(each)?.includes("(")),
      )
    : false;

/** What a field needs in one of its subgraphs. */
function requiredBy({ name, arguments: given = [] }: ConstDirectiveNode): string | undefined {
  if (name.value !== "join__field") return undefined;
  const value = given.find((each) => each.name.value === "requires")?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
}

class Naming {
  readonly calls = new Map<string, FieldNode>();
  private readonly names = new Map<string, string>();
  private fields: Set<string> | undefined;

  constructor(private readonly document: DocumentNode) {}

  /** With the names of calls in what is required; undefined where nothing is. */
  directive(node: ConstDirectiveNode): ConstDirectiveNode | undefined {
    const required = requiredBy(node);
    if (required === undefined) return undefined;
    const fields = visit(parse(`{${required}}`, { noLocation: true }), {
      Field: (field) =>
        field.arguments?.length ? { ...field, name: named(this.nameOf(field)), arguments: [] } : undefined,
    });
    const value: StringValueNode = { kind: Kind.STRING, value: stripIgnoredCharacters(print(fields)).slice(1, -1) };
    return {
      ...node,
      arguments: node.arguments?.map((each) => (each.name.value === "requires" ? { ...each, value } : each)),
    };
  }

  /** A field once more under the name of each of its calls. */
  callsOf(field: FieldDefinitionNode): FieldDefinitionNode[] {
    const names = [...this.calls].flatMap(([name, call]) => (call.name.value === field.name.value ? [name] : []));
    return names.map((name) => ({ ...field, name: named(name), arguments: [] }));
  }

  private nameOf({ name: { value: field }, arguments: given = [] }: FieldNode): string {
    const inOrder = given.toSorted((one, other) => (one.name.value < other.name.value ? -1 : 1));
    const call: FieldNode = { kind: Kind.FIELD, name: named(field), arguments: inOrder };
    const text = print(call);
    let name = this.names.get(text);
    for (let n = 1; name === undefined; n++) if (!this.isTaken(`${field}__${n}`)) name = `${field}__${n}`;
    this.names.set(text, name);
    this.calls.set(name, call);
    return name;
  }

  private isTaken(name: string): boolean {
    if (this.fields === undefined) {
      const fields = (this.fields = new Set<string>());
      visit(this.document, { FieldDefinition: (field) => void fields.add(field.name.value) });
    }
    return this.fields.has(name) || this.calls.has(name);
  }
}

const named = (value: string) => ({ kind: Kind.NAME, value }) as const;

/** Inputs of a fetch by the fields they are: what is called `price__1` is the field `price`, read under that name. */
export const calledInputs = (inputs: readonly QueryPlanSelectionNode[], calls: Calls): QueryPlanSelectionNode[] =>
  inputs.map((input) => {
    const { selections } = input;
    const inner = selections && { selections: calledInputs(selections, calls) };
    if (input.kind === "InlineFragment") return { ...input, ...inner };
    const call = calls.get(input.name);
    return { ...input, ...(call && { alias: input.name, name: call.name.value }), ...inner };
  });
