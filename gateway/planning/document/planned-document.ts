import {
  Kind,
  visit,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type VariableNode,
} from "graphql";
import { fillConditionalSelections } from "./conditional-selections.js";
import { isAboutSchema, isOfSchema } from "./schema-fields.js";
import { oneOperation, responseName, type OneOperation } from "./selections.js";
import type { Requirements } from "../requirements.js";
import type { Variables } from "../../engine/run.js";

/** The names the planner puts into fetches by itself. */
export class ReservedNames {
  private readonly withArguments = new Set<string>();
  readonly fields = new Set<string>();

  constructor(
    private readonly requirements: Requirements,
    supergraph: DocumentNode,
  ) {
    for (const each of supergraph.definitions) {
      if (!("interfaces" in each)) continue;
      for (const { name, arguments: given = [] } of each.fields ?? []) {
        this.fields.add(name.value);
        if (given.length > 0) this.withArguments.add(name.value);
      }
    }
  }

  /**
   * Whether a client's response name would get in the planner's way. The planner fetches keys and inputs of @requires
   * under their own names, and does not look at arguments when it merges them with the client's fields: `id: name`
   * loses the name, and `price(currency: EUR)` beside an @requires of `price(currency: USD)` feeds the wrong price.
   * Names that every object inherits are never used in the tree, so that a missing field reads as missing.
   */
  isTaken(responseName: string, fieldName: string): boolean {
    if (responseName in Object.prototype) return true;
    const isFetched = responseName === "__typename" || this.requirements.words.has(responseName);
    return isFetched && (responseName !== fieldName || this.withArguments.has(fieldName));
  }
}

/** A client's document in a form the planner plans rightly, and the way back. */
export interface PlannedDocument extends OneOperation {
  /** The operation with its fragments. */
  readonly document: DocumentNode;
  /** The client's response name for the plan's; undefined for what the client did not select. */
  readonly nameOf: (planned: string) => string | undefined;
  /** Whether what is fetched has the client's own names throughout. What the schema answers is not fetched. */
  readonly keepsNames: boolean;
  /** The variables of the plan for the client's. */
  readonly variablesOf: (given: Variables) => Variables;
}

const REPRESENTATIONS = "representations";

/** `schema` is what the client sees. */
export function toPlannedDocument(
  document: DocumentNode,
  schema: GraphQLSchema,
  reserved: ReservedNames,
): PlannedDocument {
  const given = new Set<string>();
  visit(document, { Name: (node) => void given.add(node.value) });
  const fresh = (name: string): string => {
    let candidate = `${name}__c`;
    while (given.has(candidate) || reserved.fields.has(candidate)) candidate += "c";
    return candidate;
  };
  const { document: withVariables, variablesOf } = replaceVariables(document, fresh(REPRESENTATIONS), fresh("always"));
  const plannedNames = new Map<string, string>();
  const clientNames = new Map<string, string>();
  const renamed = (field: FieldNode): FieldNode | undefined => {
    const name = responseName(field);
    if (!reserved.isTaken(name, field.name.value)) return undefined;
    const planned = plannedNames.get(name) ?? fresh(name);
    plannedNames.set(name, planned);
    clientNames.set(planned, name);
    return { ...field, alias: { kind: Kind.NAME, value: planned } };
  };
  const filler = fresh("filler");
  let introspects = false;
  const result = visit(fillConditionalSelections(withVariables, schema, filler), {
    // Introspection is answered from the schema by the client's own names.
    Field: (field) => {
      if (!isOfSchema(field)) return renamed(field);
      introspects = true;
      return false;
    },
    FragmentDefinition: (node) => (isAboutSchema(node.typeCondition.name.value) ? false : undefined),
  });
  const nameOf = (planned: string): string | undefined =>
    planned === filler ? undefined : (clientNames.get(planned) ?? planned);
  const keepsNames = clientNames.size === 0 && !introspects;
  return { document: result, ...oneOperation(result), nameOf, keepsNames, variablesOf };
}

/**
 * A variable called `$representations` is the planner's own: the client's gets another name. And the planner loses a
 * constant `@skip(if: true)` below a @skip with a variable, so that a constant becomes a variable, too.
 */
function replaceVariables(
  document: DocumentNode,
  representations: string,
  always: string,
): Pick<PlannedDocument, "document" | "variablesOf"> {
  let usesRepresentations = false;
  let usesAlways = false;
  const replaced = visit(document, {
    Variable: (node) => {
      if (node.name.value !== REPRESENTATIONS) return undefined;
      usesRepresentations = true;
      return variable(representations);
    },
    Directive: (node): DirectiveNode | null | undefined => {
      const value = node.arguments?.[0]?.value;
      if (value?.kind !== Kind.BOOLEAN || !/^(skip|include)$/.test(node.name.value)) return undefined;
      if (value.value === (node.name.value === "include")) return null;
      usesAlways = true;
      const name = { kind: Kind.NAME, value: "if" } as const;
      return {
        kind: Kind.DIRECTIVE,
        name: { kind: Kind.NAME, value: "skip" },
        arguments: [{ kind: Kind.ARGUMENT, name, value: variable(always) }],
      };
    },
  });
  return {
    document: usesAlways ? visit(replaced, { OperationDefinition: (node) => withDefinition(node, always) }) : replaced,
    variablesOf: (given) => ({
      ...given,
      ...(usesRepresentations && { [representations]: given[REPRESENTATIONS] }),
      ...(usesAlways && { [always]: true }),
    }),
  };
}

function variable(name: string): VariableNode {
  return { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } };
}

function withDefinition(operation: OperationDefinitionNode, name: string): OperationDefinitionNode {
  const boolean = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: "Boolean" } } as const;
  const type = { kind: Kind.NON_NULL_TYPE, type: boolean } as const;
  const definition = { kind: Kind.VARIABLE_DEFINITION, variable: variable(name), type } as const;
  return { ...operation, variableDefinitions: [...(operation.variableDefinitions ?? []), definition] };
}
