import {
  getNullableType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
} from "graphql";
import { collectFields, collectSubfields } from "graphql/execution/collectFields.js";
import { completeAbstract, completeLeaf, completeList, completeNonNull, completeObject } from "./complete";
import type { Surroundings, Variables } from "./execution";
import { Field, type Complete, type FieldPlace } from "./field";
import { serializerOf } from "./serialize";

/**
 * Compiles selections into {@link Field}s. Of the variables it uses only those of @skip and @include: what it makes
 * serves every execution in which these are the same.
 */
export class SelectionCompiler {
  constructor(
    private readonly surroundings: Surroundings,
    private readonly conditions: Variables,
  ) {}

  /** The operation's own fields. */
  root(type: GraphQLObjectType): Field[] {
    const { schema, fragments, operation } = this.surroundings;
    return this.fields(type, collectFields(schema, fragments, this.conditions, type, operation.selectionSet));
  }

  private selectedBy(nodes: readonly FieldNode[], type: GraphQLObjectType): Field[] {
    const { schema, fragments } = this.surroundings;
    return this.fields(type, collectSubfields(schema, fragments, this.conditions, type, nodes));
  }

  private fields(parent: GraphQLObjectType, selected: ReadonlyMap<string, readonly FieldNode[]>): Field[] {
    const fields: Field[] = [];
    for (const [key, nodes] of selected) {
      const definition = this.definitionOf(parent, nodes[0]!.name.value);
      if (definition !== undefined) fields.push(this.field({ key, nodes, definition, parent }));
    }
    return fields;
  }

  private field(place: FieldPlace): Field {
    const { definition } = place;
    const type = getNullableType(definition.type);
    const plain = definition.resolve === undefined && isLeafType(type) ? serializerOf(type) : undefined;
    return new Field(place, this.complete(definition.type, place), plain);
  }

  private complete(type: GraphQLOutputType, place: FieldPlace): Complete {
    if (isNonNullType(type)) return completeNonNull(this.complete(type.ofType, place), place);
    if (isListType(type)) return completeList(this.complete(type.ofType, place), type.ofType, place);
    if (isLeafType(type)) return completeLeaf(serializerOf(type));
    if (!isAbstractType(type)) return this.completeAs(type, place);
    const known = new Map<GraphQLObjectType, Complete>();
    return completeAbstract(
      type,
      (runtimeType) => {
        let complete = known.get(runtimeType);
        if (complete === undefined) known.set(runtimeType, (complete = this.completeAs(runtimeType, place)));
        return complete;
      },
      place,
    );
  }

  private completeAs(type: GraphQLObjectType, place: FieldPlace): Complete {
    return completeObject(type, () => this.selectedBy(place.nodes, type), place);
  }

  private definitionOf(parent: GraphQLObjectType, name: string): GraphQLField<unknown, unknown> | undefined {
    if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
    const isQuery = parent === this.surroundings.schema.getQueryType();
    if (isQuery && name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (isQuery && name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
    return parent.getFields()[name];
  }
}
