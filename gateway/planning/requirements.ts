import { trimSelectionNodes, type QueryPlanSelectionNode } from "@apollo/query-planner";
import { Kind, parse, type ConstDirectiveNode, type DocumentNode } from "graphql";
import { calledInputs, nameCalls } from "./named-calls.js";

/** What the supergraph says about keys and @requires: for each subgraph, which fields need which others. */
export class Requirements {
  /** Every word that occurs in a key or a @requires, whatever the type. */
  readonly words = new Set<string>();
  /** The labels of progressive @override. */
  readonly labels: readonly string[];
  private readonly services: ReadonlyMap<string, string>;
  private readonly keys = new Set<string>();
  private readonly inputs = new Map<string, readonly QueryPlanSelectionNode[]>();

  constructor(given: DocumentNode) {
    const { document: supergraph, calls } = nameCalls(given);
    this.services = servicesOf(supergraph);
    const labels = new Set<string>();
    for (const definition of supergraph.definitions) {
      if (!("fields" in definition) || !("directives" in definition)) continue;
      const type = "name" in definition ? (definition.name?.value ?? "") : "";
      for (const directive of definition.directives ?? []) {
        const isResolved = argumentOf(directive, "resolvable") !== "false";
        for (const node of this.fieldSet(directive, "key"))
          if (node.kind === "Field" && isResolved) this.keys.add(`${this.serviceOf(directive)}.${type}.${node.name}`);
      }
      for (const field of definition.fields ?? [])
        for (const directive of field.directives ?? []) {
          const inputs = calledInputs(this.fieldSet(directive, "requires"), calls);
          const label = argumentOf(directive, "overrideLabel");
          if (label !== undefined) labels.add(label);
          if (inputs.length > 0) this.inputs.set(`${this.serviceOf(directive)}.${type}.${field.name.value}`, inputs);
        }
    }
    this.labels = [...labels].sort();
  }

  /** Of a key that the subgraph resolves. */
  isKey(service: string, type: string | undefined, field: string): boolean {
    return this.keys.has(`${service}.${type ?? ""}.${field}`);
  }

  /** Undefined for a field that needs nothing but the key. */
  of(service: string, type: string, field: string): readonly QueryPlanSelectionNode[] | undefined {
    return this.inputs.get(`${service}.${type}.${field}`);
  }

  private serviceOf(directive: ConstDirectiveNode): string {
    return this.services.get(argumentOf(directive, "graph") ?? "") ?? "";
  }

  private fieldSet(directive: ConstDirectiveNode, argument: string): readonly QueryPlanSelectionNode[] {
    const text = directive.name.value.startsWith("join__") ? argumentOf(directive, argument) : undefined;
    if (text === undefined) return [];
    for (const word of text.match(/\w+/g) ?? []) this.words.add(word);
    const [operation] = parse(`{${text}}`, { noLocation: true }).definitions;
    return operation && "selectionSet" in operation ? trimSelectionNodes(operation.selectionSet.selections) : [];
  }
}

/** What the supergraph calls its subgraphs in its own directives, and their names. */
export function servicesOf({ definitions }: DocumentNode): ReadonlyMap<string, string> {
  const services = new Map<string, string>();
  for (const definition of definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== "join__Graph") continue;
    for (const { name, directives } of definition.values ?? [])
      services.set(name.value, argumentOf(directives?.[0], "name") ?? name.value);
  }
  return services;
}

/** What a directive is given: a text, the name of a value, "true" or "false". */
export function argumentOf(directive: ConstDirectiveNode | undefined, name: string): string | undefined {
  const value = directive?.arguments?.find((each) => each.name.value === name)?.value;
  if (value?.kind === Kind.BOOLEAN) return String(value.value);
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : undefined;
}
