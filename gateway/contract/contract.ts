import { assertValidSchema, buildASTSchema, Kind, type DocumentNode, type InputValueDefinitionNode } from "graphql";
import {
  contractedDefinition,
  contractedType,
  isRequired,
  isType,
  namedIn,
  type Definition,
  type Hidden,
} from "./contracted-definition.js";
import { reachable } from "./reachable.js";
import { tagsIn, type Tags } from "./tags.js";

/**
 * What of a schema somebody gets to see, by `@tag`. With `include`, of objects and interfaces only the fields that have
 * one of these tags, or whose type has; what their arguments and answers are made of comes along. Never what has a tag
 * of `exclude`, and what has tags of `reserved` only where one of them is in `held`.
 */
export interface Contract {
  readonly include: ReadonlySet<string>;
  readonly exclude: ReadonlySet<string>;
  readonly reserved?: ReadonlySet<string>;
  readonly held?: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/** A schema as it is written, the supergraph it is the public part of, and the name `@tag` has there. */
export interface Contractible {
  readonly api: DocumentNode;
  readonly document: DocumentNode;
  readonly tag: string;
}

/**
 * All of a schema that a contract takes away, as data that a thread can work out for another. Hidden with what is
 * tagged: fields that lead to a hidden type or need a hidden argument, what is left without fields or values, and what
 * nothing leads to any more. Throws when what remains is no schema.
 */
export function cutOf({ api, document, tag }: Contractible, contract: Contract): Hidden {
  const definitions = api.definitions.filter(isType);
  const hidden = hiddenBy(contract, tagsIn(document, tag), definitions);
  spread(hidden, definitions);
  const left = documentWithout(hidden, api).definitions;
  const needed = reachable(left);
  for (const each of left) if (isType(each) && !needed.has(each.name.value)) hidden.add(each.name.value);
  // That everything is known which is named, composition has seen to; that something is left to ask, nobody has.
  assertValidSchema(buildASTSchema(documentWithout(hidden, api), { assumeValidSDL: true }));
  return hidden;
}

/** A schema as it is written, without what is hidden: that is not there, to introspection, validation and suggestions alike. */
export const documentWithout = (hidden: Hidden, { definitions }: DocumentNode): DocumentNode => ({
  kind: Kind.DOCUMENT,
  definitions: definitions.flatMap((each) => contractedDefinition(each, hidden) ?? []),
});

function hiddenBy(contract: Contract, tags: Tags, definitions: readonly Definition[]): Set<string> {
  const { include, exclude, reserved = NONE, held = NONE } = contract;
  const hidden = new Set<string>();
  const has = (coordinate: string, wanted: ReadonlySet<string>): boolean =>
    (tags.get(coordinate) ?? []).some((tag) => wanted.has(tag));
  for (const coordinate of tags.keys())
    if (has(coordinate, exclude) || (has(coordinate, reserved) && !has(coordinate, held))) hidden.add(coordinate);
  if (include.size === 0) return hidden;
  for (const each of definitions) {
    if (each.kind !== Kind.OBJECT_TYPE_DEFINITION && each.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    const type = each.name.value;
    for (const { name } of has(type, include) ? [] : (each.fields ?? []))
      if (!has(`${type}.${name.value}`, include)) hidden.add(`${type}.${name.value}`);
  }
  return hidden;
}

/** What is hidden hides what cannot be without it, until nothing more is. */
function spread(hidden: Set<string>, definitions: readonly Definition[]): void {
  for (let before = -1; before !== hidden.size;) {
    before = hidden.size;
    for (const definition of definitions) {
      const type = definition.name.value;
      if (hidden.has(type)) continue;
      for (const coordinate of hiddenWithin(definition, hidden)) hidden.add(coordinate);
      if (!contractedType(definition, hidden)) hidden.add(type);
    }
    hideInInterfaces(hidden, definitions);
  }
}

function hiddenWithin(definition: Definition, hidden: Hidden): string[] {
  const type = definition.name.value;
  if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
    const gone = (definition.fields ?? []).filter((field) => isHidden(type, field, hidden));
    return gone.some(isRequired) ? [type] : gone.map(({ name }) => `${type}.${name.value}`);
  }
  if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) return [];
  return (definition.fields ?? []).flatMap((field) => {
    const coordinate = `${type}.${field.name.value}`;
    const gone = (field.arguments ?? []).filter((argument) => isHiddenArgument(coordinate, argument, hidden));
    if (hidden.has(namedIn(field.type)) || gone.some(isRequired)) return [coordinate];
    return gone.map(({ name }) => `${coordinate}(${name.value}:)`);
  });
}

/** An object has every field of its interfaces: what one of them hides, the interface does not promise. */
function hideInInterfaces(hidden: Set<string>, definitions: readonly Definition[]): void {
  for (const each of definitions) {
    if (each.kind !== Kind.OBJECT_TYPE_DEFINITION || hidden.has(each.name.value)) continue;
    for (const { name } of each.fields ?? []) {
      if (!hidden.has(`${each.name.value}.${name.value}`)) continue;
      for (const face of each.interfaces ?? []) hidden.add(`${face.name.value}.${name.value}`);
    }
  }
}

const isHidden = (type: string, { name, type: own }: InputValueDefinitionNode, hidden: Hidden): boolean =>
  hidden.has(`${type}.${name.value}`) || hidden.has(namedIn(own));

const isHiddenArgument = (field: string, { name, type }: InputValueDefinitionNode, hidden: Hidden): boolean =>
  hidden.has(`${field}(${name.value}:)`) || hidden.has(namedIn(type));
