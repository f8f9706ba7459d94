import {
  defaultTypeResolver,
  GraphQLError,
  isNonNullType,
  locatedError,
  responsePathAsArray,
  type GraphQLAbstractType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type ResponsePath,
} from "graphql";
import { isPromise, type Execution } from "./execution";
import { addKey, cannotBeNull, resolveInfo, type Complete, type Field, type FieldPlace, type Serialize } from "./field";
import { runtimeTypeOf } from "./runtime-type";
import { executeFields } from "./selection";

export function completeNonNull(inner: Complete, place: FieldPlace): Complete {
  return (value, run, path) => {
    const completed = inner(value, run, path);
    if (completed === null) throw cannotBeNull(place);
    return completed;
  };
}

export const completeLeaf = (serialize: Serialize): Complete => unlessAbsent(serialize);

export function completeList(item: Complete, itemType: GraphQLOutputType, place: FieldPlace): Complete {
  const itemMayBeNull = !isNonNullType(itemType);
  const fail = (error: unknown, run: Execution, path: ResponsePath): null => {
    const located = locatedError(error, place.nodes, responsePathAsArray(path));
    if (!itemMayBeNull) throw located;
    run.report(located, path);
    return null;
  };
  const completeItem = (value: unknown, run: Execution, path: ResponsePath): unknown => {
    try {
      const completed = isPromise(value) ? value.then((resolved) => item(resolved, run, path)) : item(value, run, path);
      return isPromise(completed) ? completed.then(undefined, (error: unknown) => fail(error, run, path)) : completed;
    } catch (error) {
      return fail(error, run, path);
    }
  };
  return unlessAbsent((value, run, path) => {
    if (!isIterable(value)) {
      const name = `${place.parent.name}.${place.definition.name}`;
      throw new GraphQLError(`Expected Iterable, but did not find one for field "${name}".`);
    }
    const results: unknown[] = [];
    let isPending = false;
    try {
      for (const each of value) {
        const completed = completeItem(each, run, addKey(path, results.length, undefined));
        isPending ||= isPromise(completed);
        results.push(completed);
      }
    } catch (error) {
      if (!isPending) throw error;
      // The others may fail as well, and somebody has to hear it.
      return Promise.allSettled(results).then(() => {
        throw error;
      });
    }
    return isPending ? Promise.all(results) : results;
  });
}

/** `fieldsOf` is asked when the first such object is there: much of what is selected is never met. */
export function completeObject(type: GraphQLObjectType, fieldsOf: () => readonly Field[], place: FieldPlace): Complete {
  let fields: readonly Field[] | undefined;
  const execute: Complete = (value, run, path) => executeFields((fields ??= fieldsOf()), value, run, path);
  return unlessAbsent(type.isTypeOf ? onlyIf(type, execute, place) : execute);
}

/** `completeAs` gives what completes an object of a possible type. */
export function completeAbstract(
  type: GraphQLAbstractType,
  completeAs: (runtimeType: GraphQLObjectType) => Complete,
  place: FieldPlace,
): Complete {
  return unlessAbsent((value, run, path) => {
    const { schema } = run.surroundings;
    const info = resolveInfo(place, run, path);
    const named = (type.resolveType ?? defaultTypeResolver)(value, run.context, info, type);
    const complete = (name: unknown): unknown =>
      completeAs(runtimeTypeOf(name, { schema, type, place }))(value, run, path);
    return isPromise(named) ? named.then(complete) : complete(named);
  });
}

function onlyIf(type: GraphQLObjectType, execute: Complete, place: FieldPlace): Complete {
  return (value, run, path) => {
    const check = (isOne: boolean): unknown => {
      if (isOne) return execute(value, run, path);
      throw new GraphQLError(`Expected value of type "${type.name}".`, { nodes: place.nodes });
    };
    const isOne = type.isTypeOf!(value, run.context, resolveInfo(place, run, path));
    return isPromise(isOne) ? isOne.then(check) : check(isOne);
  };
}

/** An error in the place of a value is thrown; what is not there is null. */
function unlessAbsent(complete: Complete): Complete {
  return (value, run, path) => {
    if (value === null || value === undefined) return null;
    if (value instanceof Error) throw value;
    return complete(value, run, path);
  };
}

const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === "object" &&
  value !== null &&
  typeof (value as Partial<Iterable<unknown>>)[Symbol.iterator] === "function";
