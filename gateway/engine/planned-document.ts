import {
  Kind,
  parse,
  visit,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
} from "graphql";

/** The names the planner puts into fetches by itself, read once from the supergraph. */
export class ReservedNames {
  private readonly required = new Set<string>(["__typename"]);
  private readonly withArguments = new Set<string>();
  readonly fields = new Set<string>();

  constructor(supergraphSdl: string, schema: GraphQLSchema) {
    visit(parse(supergraphSdl, { noLocation: true }), {
      Directive: (directive) => {
        if (!/^join__(field|type)$/.test(directive.name.value)) return;
        for (const { name, value } of directive.arguments ?? [])
          if (/^(key|requires)$/.test(name.value) && value.kind === Kind.STRING)
            for (const word of value.value.match(/\w+/g) ?? []) this.required.add(word);
      },
    });
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isObjectType(type) && !isInterfaceType(type)) continue;
      for (const field of Object.values(type.getFields())) {
        this.fields.add(field.name);
        if (field.args.length > 0) this.withArguments.add(field.name);
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
    return this.required.has(responseName) && (responseName !== fieldName || this.withArguments.has(fieldName));
  }
}

/** A client's document with the names that would get in the planner's way replaced, and the way back. */
export interface PlannedDocument {
  readonly document: DocumentNode;
  /** The client's response name for the plan's. */
  readonly nameOf: (planned: string) => string;
  /** The plan's name of a variable the client called `$representations`, which is the planner's own. */
  readonly representationsVariable: string | undefined;
}

const REPRESENTATIONS = "representations";

export function toPlannedDocument(document: DocumentNode, reserved: ReservedNames): PlannedDocument {
  const given = new Set<string>();
  visit(document, { Name: (node) => void given.add(node.value) });
  const fresh = (name: string): string => {
    let candidate = `${name}__c`;
    while (given.has(candidate) || reserved.fields.has(candidate)) candidate += "c";
    return candidate;
  };
  const plannedNames = new Map<string, string>();
  const clientNames = new Map<string, string>();
  let variable: string | undefined;

  const renamed = (field: FieldNode): FieldNode | undefined => {
    const name = field.alias?.value ?? field.name.value;
    if (!reserved.isTaken(name, field.name.value)) return undefined;
    const planned = plannedNames.get(name) ?? fresh(name);
    plannedNames.set(name, planned);
    clientNames.set(planned, name);
    return { ...field, alias: { kind: Kind.NAME, value: planned } };
  };
  const withVariables = visit(document, {
    Variable: (node) => {
      if (node.name.value !== REPRESENTATIONS) return undefined;
      variable ??= fresh(REPRESENTATIONS);
      return { ...node, name: { ...node.name, value: variable } };
    },
  });
  const result = visit(withVariables, {
    // Introspection is answered from the schema by the client's own names.
    Field: (field) => (/^__(schema|type)$/.test(field.name.value) ? false : renamed(field)),
    FragmentDefinition: (node: FragmentDefinitionNode) =>
      node.typeCondition.name.value.startsWith("__") ? false : undefined,
  });
  return {
    document: result,
    nameOf: (planned) => clientNames.get(planned) ?? planned,
    representationsVariable: variable,
  };
}
