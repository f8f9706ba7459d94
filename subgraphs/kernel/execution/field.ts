import {
  getArgumentValues,
  isNonNullType,
  locatedError,
  responsePathAsArray,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type ResponsePath,
} from "graphql";
import { isPromise, type Execution } from "./execution";

/** Where a field stands: in which selection of which type. */
export interface FieldPlace {
  /** Name in the response. */
  readonly key: string;
  readonly nodes: readonly FieldNode[];
  readonly definition: GraphQLField<unknown, unknown>;
  readonly parent: GraphQLObjectType;
}

/** A resolved value to the response's, or a promise of it. Throws, or rejects, where the specification has an error. */
export type Complete = (value: unknown, run: Execution, path: ResponsePath) => unknown;

/** A leaf's value to the response's; throws when it is none. `null` never comes here. */
export type Serialize = (value: unknown) => unknown;

/** A selected field of one object type, compiled. */
export class Field {
  readonly key: string;
  private readonly isNonNull: boolean;
  private readonly takesArguments: boolean;

  constructor(
    readonly place: FieldPlace,
    private readonly complete: Complete,
    /** For a leaf that is read from its object and not asked of a resolver: most of what there is. */
    private readonly serializePlain: Serialize | undefined,
  ) {
    this.key = place.key;
    this.isNonNull = isNonNullType(place.definition.type);
    this.takesArguments = place.definition.args.length > 0;
  }

  /** The field's part of the response, or a promise of it. Throws, or rejects, when null may not stand here. */
  execute(source: unknown, run: Execution, parent: ResponsePath | undefined): unknown {
    return this.serializePlain === undefined
      ? this.executeInFull(source, run, this.pathIn(parent))
      : this.executePlain(source, run, parent, this.serializePlain);
  }

  private executePlain(source: unknown, run: Execution, parent: ResponsePath | undefined, serialize: Serialize) {
    try {
      const value = propertyOf(source, this.place.definition.name);
      if (value === null || value === undefined) {
        if (this.isNonNull) throw cannotBeNull(this.place);
        return null;
      }
      if (isSettled(value)) return serialize(value);
    } catch (error) {
      return this.fail(error, run, this.pathIn(parent));
    }
    return this.executeInFull(source, run, this.pathIn(parent));
  }

  private executeInFull(source: unknown, run: Execution, path: ResponsePath): unknown {
    try {
      const value = this.resolve(source, run, path);
      if (isPromise(value)) return this.finishLater(value, run, path);
      const completed = this.complete(value, run, path);
      if (!isPromise(completed)) return completed;
      return completed.then(undefined, (error: unknown) => this.fail(error, run, path));
    } catch (error) {
      return this.fail(error, run, path);
    }
  }

  private finishLater(value: Promise<unknown>, run: Execution, path: ResponsePath): Promise<unknown> {
    const fail = (error: unknown): unknown => this.fail(error, run, path);
    return value.then((resolved) => {
      try {
        const completed = this.complete(resolved, run, path);
        return isPromise(completed) ? completed.then(undefined, fail) : completed;
      } catch (error) {
        return fail(error);
      }
    }, fail);
  }

  private resolve(source: unknown, run: Execution, path: ResponsePath): unknown {
    const { resolve, name } = this.place.definition;
    if (resolve === undefined) {
      const property = propertyOf(source, name);
      if (typeof property !== "function") return property;
      const method = property as (args: object, context: unknown, info: GraphQLResolveInfo) => unknown;
      return method.call(source, this.argumentsOf(run), run.context, resolveInfo(this.place, run, path));
    }
    return resolve(source, this.argumentsOf(run), run.context, resolveInfo(this.place, run, path));
  }

  private argumentsOf(run: Execution): Record<string, unknown> {
    return this.takesArguments ? getArgumentValues(this.place.definition, this.place.nodes[0]!, run.variables) : {};
  }

  private pathIn(parent: ResponsePath | undefined): ResponsePath {
    return addKey(parent, this.key, this.place.parent.name);
  }

  private fail(error: unknown, run: Execution, path: ResponsePath): null {
    const located = locatedError(error, this.place.nodes, responsePathAsArray(path));
    if (this.isNonNull) throw located;
    run.report(located, path);
    return null;
  }
}

export const cannotBeNull = ({ parent, definition }: FieldPlace): Error =>
  new Error(`Cannot return null for non-nullable field ${parent.name}.${definition.name}.`);

export const addKey = (
  prev: ResponsePath | undefined,
  key: string | number,
  typename: string | undefined,
): ResponsePath => ({ prev, key, typename });

export function resolveInfo(place: FieldPlace, run: Execution, path: ResponsePath): GraphQLResolveInfo {
  const { definition, nodes, parent } = place;
  const { schema, fragments, operation } = run.surroundings;
  return {
    fieldName: definition.name,
    fieldNodes: nodes,
    returnType: definition.type,
    parentType: parent,
    path,
    schema,
    fragments,
    rootValue: undefined,
    operation,
    variableValues: run.variables,
  };
}

const propertyOf = (source: unknown, name: string): unknown =>
  (typeof source === "object" && source !== null) || typeof source === "function"
    ? (source as Record<string, unknown>)[name]
    : undefined;

/** Not a promise, a method or an error, all of which take the long way. */
const isSettled = (value: unknown): boolean =>
  typeof value === "object" ? value instanceof Date : typeof value !== "function";
