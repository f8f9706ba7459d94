import {
  createSourceEventStream,
  execute,
  getVariableValues,
  Kind,
  visit,
  type DirectiveNode,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import { SelectionCompiler } from "./compiler";
import { Execution, type Surroundings, type Variables } from "./execution";
import type { Field } from "./field";
import { executeFields, executeInTurn } from "./selection";
import { PlainVariables } from "./variables";

/** What is asked this time. */
export type Asked = Pick<ExecutionArgs, "operationName" | "variableValues" | "contextValue" | "rootValue">;

/**
 * A document compiled for one schema, against which it was validated. Executing it gives what `execute` of graphql-js
 * gives, for the same resolvers called in the same order: only what depends on the document alone is worked out once.
 * Where graphql-js leaves the choice between several errors to chance, the choice may differ.
 */
export class PreparedDocument {
  /** One of its operations is a mutation. */
  readonly changes: boolean;
  private readonly operations = new Map<string, PreparedOperation>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly document: DocumentNode,
  ) {
    this.changes = document.definitions.some((each) => "operation" in each && each.operation === "mutation");
  }

  async execute(asked: Asked): Promise<ExecutionResult> {
    const operation = this.operation(asked.operationName);
    if (operation) return operation.execute(asked);
    // A request without an operation has no execution, only words: graphql's own.
    return execute({ schema: this.schema, document: this.document, ...asked });
  }

  /** The events a subscription follows; each is executed with the event as its root value. Or why it cannot. */
  async follow(asked: Asked): Promise<AsyncIterable<unknown> | { readonly errors: readonly GraphQLError[] }> {
    const followed = await createSourceEventStream({ schema: this.schema, document: this.document, ...asked });
    return Symbol.asyncIterator in followed ? followed : { errors: followed.errors ?? [] };
  }

  private operation(name: string | null | undefined): PreparedOperation | undefined {
    const key = name ?? "";
    let prepared = this.operations.get(key);
    if (prepared === undefined) {
      const operation = findOperation(this.document, name);
      const type = operation && this.schema.getRootType(operation.operation);
      if (!operation || !type) return undefined;
      prepared = new PreparedOperation(type, { schema: this.schema, operation, fragments: this.fragments() });
      this.operations.set(key, prepared);
    }
    return prepared;
  }

  private fragments(): Surroundings["fragments"] {
    const fragments = Object.create(null) as Surroundings["fragments"];
    for (const each of this.document.definitions)
      if (each.kind === Kind.FRAGMENT_DEFINITION) fragments[each.name.value] = each;
    return fragments;
  }
}

/** As graphql-js has it. */
const MAX_VARIABLE_ERRORS = 50;
/** Combinations of @skip and @include that are kept. Beyond that they are compiled anew. */
const MAX_COMBINATIONS = 64;

class PreparedOperation {
  private readonly conditions: readonly string[];
  private readonly combinations = new Map<string, readonly Field[]>();
  private readonly variables: PlainVariables;

  constructor(
    private readonly type: GraphQLObjectType,
    private readonly surroundings: Surroundings,
  ) {
    this.conditions = conditionsOf(surroundings);
    this.variables = new PlainVariables(surroundings.schema, surroundings.operation);
  }

  async execute({ variableValues, contextValue, rootValue }: Asked): Promise<ExecutionResult> {
    const { coerced, errors } = this.coerce(variableValues ?? {});
    if (errors) return { errors };
    const run = new Execution(this.surroundings, coerced, contextValue);
    const data = await this.data(run, rootValue);
    return run.errors.length === 0 ? { data } : { errors: run.errors, data };
  }

  private coerce(given: Readonly<Record<string, unknown>>): ReturnType<typeof getVariableValues> {
    const plain = this.variables.take(given);
    if (plain) return { coerced: plain };
    const { schema, operation } = this.surroundings;
    const options = { maxErrors: MAX_VARIABLE_ERRORS };
    return getVariableValues(schema, operation.variableDefinitions ?? [], given, options);
  }

  private async data(run: Execution, source: unknown): Promise<ExecutionResult["data"]> {
    try {
      const fields = this.fields(run.variables);
      const isMutation = this.surroundings.operation.operation === "mutation";
      const data = isMutation ? executeInTurn(fields, run) : executeFields(fields, source, run, undefined);
      return (await data) as Record<string, unknown>;
    } catch (error) {
      run.report(error as Execution["errors"][number], undefined);
      return null;
    }
  }

  private fields(variables: Variables): readonly Field[] {
    let key = "";
    for (const name of this.conditions) key += `${String(variables[name])} `;
    let fields = this.combinations.get(key);
    if (fields === undefined) {
      if (this.combinations.size >= MAX_COMBINATIONS) this.combinations.clear();
      fields = new SelectionCompiler(this.surroundings, this.chosen(variables)).root(this.type);
      this.combinations.set(key, fields);
    }
    return fields;
  }

  /** What is compiled is kept: of what was asked this time, names and numbers of people among it, it keeps nothing else. */
  private chosen(variables: Variables): Variables {
    return Object.fromEntries(this.conditions.flatMap((name) => (name in variables ? [[name, variables[name]]] : [])));
  }
}

/** graphql-js refuses a document with several operations of which none is named. */
function findOperation(document: DocumentNode, name: string | null | undefined): OperationDefinitionNode | undefined {
  const operations = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  if (name === null || name === undefined) return operations.length === 1 ? operations[0] : undefined;
  return operations.findLast((each) => each.name?.value === name);
}

/** Variables on which it depends what is selected. */
function conditionsOf({ operation, fragments }: Surroundings): string[] {
  const names = new Set<string>();
  const Directive = ({ name, arguments: given }: DirectiveNode): void => {
    if (name.value !== "skip" && name.value !== "include") return;
    for (const { value } of given ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
  };
  for (const each of [operation, ...Object.values(fragments)]) visit(each, { Directive });
  return [...names];
}
