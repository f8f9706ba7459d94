import {
  getNullableType,
  GraphQLError,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type GraphQLAbstractType,
  type SelectionSetNode,
} from "graphql";
import { FieldCollector, type Collected } from "../document/collect-fields.js";
import type { PlannedDocument } from "../document/planned-document.js";
import { introspection, type Introspect } from "./introspection.js";
import type { Defer } from "../../engine/prepared-operation.js";
import type { Variables } from "../../engine/run.js";
import {
  completeAbstract,
  completeAs,
  completeLeaf,
  completeList,
  completeObject,
  completeUnlessMissing,
  DENIED,
  ObjectShape,
  type Completion,
  type FieldShape,
} from "../../engine/answering/complete.js";

/** What a client selected, and what of it they are told. */
export interface ClientSelection {
  /** What the client sees. */
  readonly schema: GraphQLSchema;
  readonly planned: Pick<PlannedDocument, "operation" | "fragments" | "nameOf">;
  /** The fields that are closed to whoever asks. */
  readonly denied: ReadonlySet<FieldNode>;
  /** On objects of which types nobody is asked for a field. */
  readonly unbrought?: { has(field: FieldNode, type: string): boolean };
  /** The defers that hold. */
  readonly defers: readonly Defer[];
}

/** The client's selection, compiled for these values of the variables in @skip and @include. */
export function compileShape(asked: ClientSelection, variables: Variables): ObjectShape {
  const { operation, selectionSet } = asked.planned.operation;
  const root = asked.schema.getRootType(operation);
  if (!root) throw new GraphQLError(`The schema has no ${operation} type.`);
  return new ShapeCompiler(asked, variables).compile([selectionSet], root);
}

/**
 * Compiled is what a selection means on a runtime type, wherever in the response it occurs; types are compiled when
 * first met.
 */
class ShapeCompiler {
  private readonly known = new WeakMap<FieldNode, Map<string, ObjectShape>>();
  private readonly schema: GraphQLSchema;
  private readonly collector: FieldCollector;
  private readonly introspect: Introspect;

  constructor(
    private readonly asked: ClientSelection,
    variables: Variables,
  ) {
    const { schema, planned, defers } = asked;
    this.schema = schema;
    this.collector = new FieldCollector(schema, planned.fragments, variables, new Set(defers.map(({ name }) => name)));
    this.introspect = introspection(schema, planned);
  }

  /**
   * The shape of what these nodes of one field select on a type. That may be an interface: of an @interfaceObject the
   * concrete type may never be known, and need not be when only fields of the interface are selected.
   */
  private shape(nodes: readonly FieldNode[], type: GraphQLCompositeType): ObjectShape {
    const [first] = nodes;
    if (first === undefined || nodes.length > 1) return this.compile(selectionSetsOf(nodes), type);
    let byType = this.known.get(first);
    if (byType === undefined) this.known.set(first, (byType = new Map()));
    let shape = byType.get(type.name);
    if (shape === undefined) byType.set(type.name, (shape = this.compile(selectionSetsOf(nodes), type)));
    return shape;
  }

  /** The same of whole selections: those of an operation, of a deferred fragment. */
  compile(selectionSets: readonly SelectionSetNode[], type: GraphQLCompositeType): ObjectShape {
    const { fields, deferred } = this.collector.collect(selectionSets, type);
    const shapes = Array.from(fields, ([from, nodes]) => {
      const name = this.asked.planned.nameOf(from);
      return name === undefined ? [] : [this.field(name, from, nodes, type)];
    });
    const later = Array.from(deferred, ([defer, inner]) => ({ defer, shape: this.compile([inner], type) }));
    return new ObjectShape(shapes.flat(), later);
  }

  private field(name: string, from: string, nodes: readonly FieldNode[], type: GraphQLCompositeType): FieldShape {
    const [node] = nodes as readonly [FieldNode, ...FieldNode[]];
    const fieldName = node.name.value;
    if (fieldName === "__typename") {
      // Of an interface that stands in for an unknown concrete type there is no name to tell.
      const typename = isObjectType(type) ? type.name : null;
      const nonNull = cannotBeNull(type.name, fieldName);
      return { name, from, completion: completeAs(() => typename), nonNull };
    }
    if (fieldName === "__schema" || fieldName === "__type")
      return { name, from, completion: this.introspect(nodes), nonNull: undefined };
    const definition = "getFields" in type ? type.getFields()[fieldName] : undefined;
    if (definition === undefined) throw new Error(`${type.name}.${fieldName} is not in the schema.`);
    const message = cannotBeNull(type.name, fieldName);
    const nonNull = isNonNullType(definition.type) ? message : undefined;
    if (nodes.some((each) => this.asked.denied.has(each))) return { name, from, completion: DENIED, nonNull };
    const completion = this.completionOf(getNullableType(definition.type), nodes, message);
    const isUnbrought = nodes.some((each) => this.asked.unbrought?.has(each, type.name));
    return { name, from, completion: isUnbrought ? completeUnlessMissing(completion) : completion, nonNull };
  }

  private completionOf(type: GraphQLOutputType, nodes: readonly FieldNode[], message: string): Completion {
    if (isListType(type)) {
      const itemType = type.ofType as GraphQLOutputType;
      const item = this.completionOf(getNullableType(itemType), nodes, message);
      return completeList(item, isNonNullType(itemType) ? message : undefined);
    }
    if (isLeafType(type)) return completeLeaf(type);
    if (isObjectType(type)) return completeObject(this.shape(nodes, type));
    if (isAbstractType(type)) return completeAbstract(this.shapeByTypename(type, nodes));
    throw new Error("Unreachable: the type is nullable.");
  }

  private shapeByTypename(declared: GraphQLCompositeType, nodes: readonly FieldNode[]) {
    const known = new Map<unknown, ObjectShape | undefined>();
    return (typename: unknown): ObjectShape | undefined => {
      if (known.has(typename)) return known.get(typename);
      const type = this.runtimeType(declared, typename, nodes);
      const shape = type && this.shape(nodes, type);
      // Only names of the schema are kept: what a subgraph makes up must not fill the memory.
      if (shape !== undefined) known.set(typename, shape);
      return shape;
    };
  }

  private runtimeType(
    declared: GraphQLCompositeType,
    typename: unknown,
    nodes: readonly FieldNode[],
  ): GraphQLCompositeType | undefined {
    if (!isAbstractType(declared)) return undefined;
    if (typename === undefined || typename === null || typename === declared.name)
      return this.dependsOnType(declared, nodes) ? undefined : declared;
    const type = typeof typename === "string" ? this.schema.getType(typename) : undefined;
    if (type === undefined || !("getInterfaces" in type)) return undefined;
    return this.schema.isSubType(declared, type) ? type : undefined;
  }

  /** Whether some runtime type selects something else than what is selected on the abstract type itself. */
  private dependsOnType(declared: GraphQLAbstractType, nodes: readonly FieldNode[]): boolean {
    const selectedOn = (type: GraphQLCompositeType): string =>
      Array.from(this.collect(nodes, type).fields, ([name, inner]) => `${name} ${inner.length}`).join();
    const onItself = selectedOn(declared);
    return this.schema.getPossibleTypes(declared).some((type) => selectedOn(type) !== onItself);
  }

  private collect(nodes: readonly FieldNode[], type: GraphQLCompositeType): Collected {
    return this.collector.collect(selectionSetsOf(nodes), type);
  }
}

function selectionSetsOf(nodes: readonly FieldNode[]): SelectionSetNode[] {
  return nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
}

function cannotBeNull(type: string, field: string): string {
  return `Cannot return null for non-nullable field ${type}.${field}.`;
}
