import { createHash } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import {
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLAbstractType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from "graphql";

/**
 * Makes every resolver of a schema answer by chance, the same for the same seed: values of the right and the wrong
 * type, null, promises, methods, errors thrown, returned and rejected with. Fields without a resolver keep none and
 * are read from objects that answer likewise.
 */
export function leaveToChance(schema: GraphQLSchema, seed: string): GraphQLSchema {
  const world = new ChanceWorld(schema);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    const isRoot = type === schema.getQueryType() || type === schema.getMutationType();
    for (const field of Object.values(type.getFields())) {
      if (!field.resolve && !isRoot) continue;
      field.resolve = (source, args, _context, { path }) => {
        const from = isRoot ? `${seed} ${path.key}` : String((source as { seed?: string }).seed);
        return world.valueOf(field.type, `${from} ${type.name}.${field.name}${JSON.stringify(args)}`);
      };
    }
  }
  return schema;
}

class ChanceWorld {
  constructor(private readonly schema: GraphQLSchema) {}

  valueOf(type: GraphQLOutputType, seed: string): unknown {
    const named = (what: string): Error => new Error(`${what} ${seed}`);
    switch (draw(seed, 60)) {
      case 0:
        throw named("thrown");
      case 1:
        return named("returned");
      case 2:
        return nextTurn().then(() => Promise.reject(named("rejected")));
      case 3:
        return nextTurn(this.settled(type, seed));
      case 4:
        return Promise.resolve(this.settled(type, seed));
      case 5:
        return () => this.settled(type, seed);
      case 6:
        return { of: "no use" };
      case 7:
        return null;
      case 8:
        return undefined;
      default:
        return this.settled(type, seed);
    }
  }

  private settled(type: GraphQLOutputType, seed: string): unknown {
    if (isNonNullType(type)) return this.settled(type.ofType, seed);
    if (isListType(type)) {
      return Array.from({ length: draw(`${seed}#`, 4) }, (_, at) => this.itemOf(type.ofType, `${seed}[${at}]`));
    }
    if (isObjectType(type)) return this.objectOf(type, seed);
    if (isAbstractType(type)) return this.oneOf(type, seed);
    if (isEnumType(type)) return type.getValues()[draw(seed, type.getValues().length)]!.value;
    const number = draw(`${seed}=`, 1000);
    switch (type.name) {
      case "Int":
        return number % 9 === 0 ? number / 7 : number;
      case "Float":
        return number / 8;
      case "Boolean":
        return number % 2 === 0;
      case "Date":
        return `2026-0${1 + (number % 9)}-1${number % 10}`;
      case "DateTime":
        return number % 2 === 0 ? new Date(number * 1e9) : new Date(number * 1e9).toISOString().replace("Z", "+00:00");
      default:
        return number % 9 === 0 ? number : `text ${number}`;
    }
  }

  /** An item is not a method. */
  private itemOf(type: GraphQLOutputType, seed: string): unknown {
    const item = this.valueOf(type, seed);
    return typeof item === "function" ? null : item;
  }

  private oneOf(type: GraphQLAbstractType, seed: string): unknown {
    const possible = this.schema.getPossibleTypes(type);
    const object = this.objectOf(possible[draw(seed, possible.length)]!, seed);
    const typename = ["NoSuchType", "String", undefined][draw(`${seed}?`, 40)];
    return draw(`${seed}?`, 40) < 3 ? { ...object, __typename: typename } : object;
  }

  private objectOf(type: GraphQLObjectType, seed: string): object {
    const object = { __typename: type.name, seed };
    for (const { name, type: of } of Object.values(type.getFields())) {
      Object.defineProperty(object, name, { get: () => this.valueOf(of, `${seed}.${name}`) });
    }
    return object;
  }
}

/** 0 to `limit` - 1, evenly, the same for the same text. */
function draw(text: string, limit: number): number {
  return createHash("sha1").update(text).digest().readUInt32BE() % limit;
}
