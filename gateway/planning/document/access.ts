import {
  getNamedType,
  isAbstractType,
  isInterfaceType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
} from "graphql";

/** What is known of whoever asks, for @authenticated, @requiresScopes and @policy. Nobody in particular by default. */
export interface Permissions {
  readonly isAuthenticated: boolean;
  readonly scopes: ReadonlySet<string>;
  /** The policies that hold for them. */
  readonly policies: ReadonlySet<string>;
}

export const NOBODY: Permissions = { isAuthenticated: false, scopes: new Set(), policies: new Set() };

/** One directive: all of one of the lists must hold. `@authenticated` has no lists. */
interface Rule {
  readonly kind: "authenticated" | "scopes" | "policies";
  readonly anyOf: readonly (readonly string[])[];
}

/** The names of the three directives in a supergraph: `@link` may give others. */
export interface AccessDirectives {
  readonly authenticated: string | undefined;
  readonly scopes: string | undefined;
  readonly policies: string | undefined;
}

function holds({ kind, anyOf }: Rule, permissions: Permissions): boolean {
  if (kind === "authenticated") return permissions.isAuthenticated;
  return anyOf.some((all) => all.every((each) => permissions[kind].has(each)));
}

/** Which fields and types of a supergraph are for some only. */
export class AccessRules {
  private readonly rules = new Map<string, readonly Rule[]>();

  constructor(
    supergraph: DocumentNode,
    private readonly schema: GraphQLSchema,
    private readonly names: AccessDirectives,
  ) {
    for (const definition of supergraph.definitions) {
      if (!("name" in definition) || !definition.name || !("directives" in definition)) continue;
      const type = definition.name.value;
      this.note(type, definition.directives ?? []);
      if ("fields" in definition)
        for (const field of definition.fields ?? []) this.note(`${type}.${field.name.value}`, field.directives ?? []);
    }
  }

  /** What is to be checked of a document at each request; undefined when it is for everybody. */
  check(document: DocumentNode): AccessCheck | undefined {
    if (this.rules.size === 0) return undefined;
    const guarded = new Map<FieldNode, readonly Rule[]>();
    const typeInfo = new TypeInfo(this.schema);
    const enter = (node: FieldNode): void => {
      const [parent, type] = [typeInfo.getParentType(), getNamedType(typeInfo.getType())];
      if (!parent || !type || node.name.value.startsWith("__")) return;
      const rules = [...this.ofField(parent, node.name.value), ...this.of(type.name)];
      if (rules.length > 0) guarded.set(node, rules);
    };
    visit(document, visitWithTypeInfo(typeInfo, { Field: { enter } }));
    return guarded.size === 0 ? undefined : new AccessCheck(guarded);
  }

  /** A field of an interface is as guarded as that of each type which may stand behind it. */
  private ofField(parent: GraphQLNamedType, field: string): readonly Rule[] {
    const own = [...this.of(parent.name), ...this.of(`${parent.name}.${field}`)];
    if (!isAbstractType(parent)) return own;
    const behind = isInterfaceType(parent) ? this.schema.getImplementations(parent) : undefined;
    const types = [...(behind?.objects ?? []), ...(behind?.interfaces ?? [])];
    return [...own, ...types.flatMap(({ name }) => [...this.of(name), ...this.of(`${name}.${field}`)])];
  }

  private of(name: string): readonly Rule[] {
    return this.rules.get(name) ?? [];
  }

  private note(name: string, directives: readonly DirectiveNode[]): void {
    const rules = directives.flatMap((each): Rule[] => {
      if (each.name.value === this.names.authenticated) return [{ kind: "authenticated", anyOf: [] }];
      if (each.name.value === this.names.scopes) return [{ kind: "scopes", anyOf: listsOf(each) }];
      return each.name.value === this.names.policies ? [{ kind: "policies", anyOf: listsOf(each) }] : [];
    });
    if (rules.length > 0) this.rules.set(name, [...this.of(name), ...rules]);
  }
}

/** The rules of one document. */
export class AccessCheck {
  private readonly distinct: readonly Rule[];

  constructor(private readonly guarded: ReadonlyMap<FieldNode, readonly Rule[]>) {
    const rules = [...guarded.values()].flat();
    this.distinct = [...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()];
  }

  /** The same text for all for whom the same holds; empty for those who may see everything. */
  patternOf(permissions: Permissions): string {
    const pattern = this.distinct.map((rule) => (holds(rule, permissions) ? "1" : "0")).join("");
    return pattern.includes("0") ? pattern : "";
  }

  /** The fields that these permissions do not open. */
  deniedTo(permissions: Permissions): ReadonlySet<FieldNode> {
    const denied = [...this.guarded].filter(([, rules]) => !rules.every((rule) => holds(rule, permissions)));
    return new Set(denied.map(([node]) => node));
  }
}

/** The document without these fields. Where nothing remains, `__typename` does: the object itself may be seen. */
export function withoutFields(document: DocumentNode, denied: ReadonlySet<FieldNode>): DocumentNode {
  if (denied.size === 0) return document;
  return visit(document, {
    Field: (node) => (denied.has(node) ? null : undefined),
    SelectionSet: {
      leave: (node) =>
        node.selections.length > 0
          ? undefined
          : { ...node, selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } } as const] },
    },
  });
}

function listsOf(directive: DirectiveNode): string[][] {
  const lists = directive.arguments?.[0]?.value;
  if (lists?.kind !== Kind.LIST) return [];
  return lists.values.map((list) =>
    list.kind === Kind.LIST ? list.values.flatMap((each) => (each.kind === Kind.STRING ? [each.value] : [])) : [],
  );
}
