import {
  getNullableType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from "graphql";
import {
  completeAbstract,
  completeLeaf,
  completeList,
  completeObject,
  ObjectShape,
  type Complete,
  type FieldShape,
} from "./complete.js";
import type { SelectedFields } from "./selected-fields.js";

/** Answers `__schema` and `__type` of the query root. */
export type Introspect = (nodes: readonly FieldNode[]) => Complete;

/**
 * Compiles the client's selection into closures, for given values of the variables in @skip and @include. Compiled is
 * what a selection means on a runtime type, wherever in the response it occurs; types are compiled when first met.
 */
export class ShapeCompiler {
  private readonly single = new WeakMap<SelectionSetNode, Map<string, ObjectShape>>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly selected: SelectedFields,
    private readonly nameOf: (planned: string) => string,
    private readonly introspect: Introspect,
  ) {}

  /** `type` is an object type, or an interface when the concrete type is not known. */
  shape(selectionSets: readonly SelectionSetNode[], type: GraphQLCompositeType): ObjectShape {
    const [first] = selectionSets;
    if (first === undefined || selectionSets.length > 1) return this.compile(selectionSets, type);
    let byType = this.single.get(first);
    if (byType === undefined) this.single.set(first, (byType = new Map()));
    let shape = byType.get(type.name);
    if (shape === undefined) byType.set(type.name, (shape = this.compile(selectionSets, type)));
    return shape;
  }

  private compile(selectionSets: readonly SelectionSetNode[], type: GraphQLCompositeType): ObjectShape {
    const fields = this.selected.of(selectionSets, type);
    return new ObjectShape(Array.from(fields, ([from, nodes]) => this.field(from, nodes, type)));
  }

  private field(from: string, nodes: readonly FieldNode[], type: GraphQLCompositeType): FieldShape {
    const name = this.nameOf(from);
    const [node] = nodes as readonly [FieldNode, ...FieldNode[]];
    const fieldName = node.name.value;
    if (fieldName === "__typename") {
      // Of an interface that stands in for an unknown concrete type there is no name to tell.
      const typename = isObjectType(type) ? type.name : null;
      return { name, from, complete: () => typename, nonNull: cannotBeNull(type.name, fieldName) };
    }
    if (fieldName === "__schema" || fieldName === "__type")
      return { name, from, complete: this.introspect(nodes), nonNull: undefined };
    const definition = "getFields" in type ? type.getFields()[fieldName] : undefined;
    if (definition === undefined) throw new Error(`${type.name}.${fieldName} is not in the schema.`);
    const message = cannotBeNull(type.name, fieldName);
    const selectionSets = nodes.flatMap((each) => each.selectionSet ?? []);
    return {
      name,
      from,
      complete: this.completeOf(getNullableType(definition.type), selectionSets, message),
      nonNull: isNonNullType(definition.type) ? message : undefined,
    };
  }

  private completeOf(type: GraphQLOutputType, selectionSets: readonly SelectionSetNode[], message: string): Complete {
    if (isListType(type)) {
      const itemType = type.ofType as GraphQLOutputType;
      const item = this.completeOf(getNullableType(itemType), selectionSets, message);
      return completeList(item, isNonNullType(itemType) ? message : undefined);
    }
    if (isLeafType(type)) return completeLeaf(type);
    if (isObjectType(type)) return completeObject(this.shape(selectionSets, type));
    if (isAbstractType(type)) return completeAbstract(this.shapeByTypename(type, selectionSets));
    throw new Error("Unreachable: the type is nullable.");
  }

  private shapeByTypename(declared: GraphQLCompositeType, selectionSets: readonly SelectionSetNode[]) {
    const known = new Map<unknown, ObjectShape | undefined>();
    return (typename: unknown): ObjectShape | undefined => {
      if (known.has(typename)) return known.get(typename);
      const type = this.runtimeType(declared, typename);
      const shape = type && this.shape(selectionSets, type);
      // Only names of the schema are kept: what a subgraph makes up must not fill the memory.
      if (shape !== undefined) known.set(typename, shape);
      return shape;
    };
  }

  private runtimeType(declared: GraphQLCompositeType, typename: unknown): GraphQLCompositeType | undefined {
    if (typename === undefined || typename === null || typename === declared.name)
      return "getFields" in declared ? declared : undefined;
    const type = typeof typename === "string" ? this.schema.getType(typename) : undefined;
    if (type === undefined || !isAbstractType(declared) || !("getInterfaces" in type)) return undefined;
    return this.schema.isSubType(declared, type) ? type : undefined;
  }
}

function cannotBeNull(type: string, field: string): string {
  return `Cannot return null for non-nullable field ${type}.${field}.`;
}
