import { setImmediate as others } from "node:timers/promises";
import {
  assertValidSchema,
  buildASTSchema,
  Kind,
  parse,
  printSchema,
  type DefinitionNode,
  type DirectiveDefinitionNode,
  type DocumentNode,
  type GraphQLSchema,
  type InputValueDefinitionNode,
  type TypeNode,
} from "graphql";
import { contractedDefinition, type Definition, type Hidden } from "./contracted-definition.js";
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

/**
 * The schema under a contract: what is hidden is not there, to introspection, validation and suggestions alike. Hidden
 * with it: fields that lead to a hidden type or need a hidden argument, what is left without fields or values, and what
 * nothing leads to any more. Throws when what remains is no schema. `tag`: the name of the directive in the supergraph.
 */
export function contractSchema(...given: Given): GraphQLSchema {
  const steps = contracting(...given);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

type Given = [schema: GraphQLSchema, supergraph: DocumentNode, tag: string, contract: Contract];

/** The same in steps, between which others get their turn: that of the hub takes 100 to 200 ms. */
export async function contractBeside(...given: Given): Promise<GraphQLSchema> {
  const steps = contracting(...given);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await others();
  }
}

function* contracting(...[schema, supergraph, tag, contract]: Given): Generator<undefined, GraphQLSchema> {
  const text = printSchema(schema);
  yield;
  const whole = parse(text, { noLocation: true }).definitions;
  yield;
  const definitions = whole.filter(isType);
  const hidden = hiddenBy(contract, tagsIn(supergraph, tag), definitions);
  spread(hidden, definitions);
  yield;
  const left = definitions.flatMap((each) => contractedDefinition(each, hidden) ?? []);
  const directives = whole.filter(isDirective).flatMap((each) => contractedDirective(each, hidden) ?? []);
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const said = directives.flatMap((each) => each.arguments?.map(({ type }) => namedIn(type)) ?? []);
  const needed = reachable(left, new Set([...roots.flatMap((type) => type?.name ?? []), ...said]));
  const kept = left.filter(({ name }) => needed.has(name.value));
  yield;
  const contracted = buildASTSchema({ kind: Kind.DOCUMENT, definitions: [...directives, ...kept] });
  yield;
  assertValidSchema(contracted);
  return contracted;
}

const isType = (each: DefinitionNode): each is Definition => each.kind.endsWith("TypeDefinition");

const isDirective = (each: DefinitionNode): each is DirectiveDefinitionNode => each.kind === Kind.DIRECTIVE_DEFINITION;

/** A directive of clients without the arguments whose types are hidden; undefined where one of them is required. */
function contractedDirective(definition: DirectiveDefinitionNode, hidden: Hidden): DirectiveDefinitionNode | undefined {
  const isGone = ({ type }: InputValueDefinitionNode): boolean => hidden.has(namedIn(type));
  if (definition.arguments?.some((each) => isGone(each) && isRequired(each))) return undefined;
  return { ...definition, arguments: definition.arguments?.filter((each) => !isGone(each)) };
}

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
      if (!contractedDefinition(definition, hidden)) hidden.add(type);
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

const isRequired = ({ type, defaultValue }: InputValueDefinitionNode): boolean =>
  type.kind === Kind.NON_NULL_TYPE && defaultValue === undefined;

export const namedIn = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : namedIn(type.type);
