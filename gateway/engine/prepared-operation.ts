import type { QueryPlan } from "@apollo/query-planner";
import {
  GraphQLError,
  getVariableValues,
  Kind,
  visit,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import { ClientNames } from "./document/client-names.js";
import { FieldCollector, type Fragments } from "./document/collect-fields.js";
import type { ObjectShape } from "./answering/complete.js";
import { FIRST_PART, type Defer } from "./document/defers.js";
import { introspection } from "./answering/introspection.js";
import type { PlannedDocument } from "./document/planned-document.js";
import type { RootFetch } from "./fetching/root-fetch.js";
import { ShapeCompiler } from "./answering/response-shape.js";
import type { Program, Step, Variables } from "./run.js";

/** graphql quotes the whole value in each: of 5,000 wrong fields in 49 KB it made 245 MB. */
const MAX_ERRORS = 5;
/** Combinations of @skip and @include a kept operation holds shapes for. Beyond that they are compiled anew. */
const MAX_SHAPES = 64;

/** One operation, planned and compiled; executed any number of times. Made by `Engine.prepare`. */
export class PreparedOperation {
  readonly kind: "query" | "mutation" | "subscription";
  /** The operation's own, if it has one. */
  readonly name: string | null;
  readonly names: ClientNames;
  private readonly planned: OperationDefinitionNode;
  private readonly fragments: Fragments;
  private readonly conditions: readonly string[];
  private readonly shapes = new Map<string, ObjectShape>();

  /** All steps of an answer in one part. */
  readonly step: Step = (run) => this.program(() => run)(FIRST_PART);

  constructor(
    readonly plan: QueryPlan,
    readonly program: Program,
    private readonly schema: GraphQLSchema,
    private readonly operation: OperationDefinitionNode,
    private readonly renamed: PlannedDocument,
    private readonly denied: ReadonlySet<FieldNode>,
    /** The defers that hold: each is a part of the answer of its own. */
    readonly defers: readonly Defer[],
    /** Of a subscription: whose answers are its events. */
    readonly source?: RootFetch,
  ) {
    this.kind = operation.operation;
    this.name = operation.name?.value ?? null;
    const fragments: Record<string, FragmentDefinitionNode> = Object.create(null) as Fragments;
    for (const each of renamed.document.definitions)
      if (each.kind === Kind.FRAGMENT_DEFINITION) fragments[each.name.value] = each;
    this.fragments = fragments;
    this.planned = renamed.document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION) ?? operation;
    this.names = new ClientNames(this.planned.selectionSet, this.fragments, renamed.nameOf);
    this.conditions = conditionVariables(renamed);
    if (this.conditions.length === 0) this.shape({});
  }

  /** Whether what is fetched has the client's own names throughout. */
  get keepsNames(): boolean {
    return this.renamed.keepsNames;
  }

  /** The client's variables with defaults applied, under the plan's names; or why they do not fit. */
  coerce(given: Record<string, unknown>): { variables: Variables } | { errors: readonly GraphQLError[] } {
    const definitions = this.operation.variableDefinitions ?? [];
    if (definitions.length === 0) return { variables: this.renamed.variablesOf({}) };
    const { coerced, errors } = getVariableValues(this.schema, definitions, given, { maxErrors: MAX_ERRORS });
    if (errors !== undefined) return { errors: errors.map(asBadInput) };
    return { variables: this.renamed.variablesOf(coerced) };
  }

  /** The compiled response shape for these variables. */
  shape(variables: Variables): ObjectShape {
    let key = "";
    for (const name of this.conditions) key += variables[name] === true ? "1" : "0";
    let shape = this.shapes.get(key);
    if (shape === undefined) {
      if (this.shapes.size >= MAX_SHAPES) this.shapes.clear();
      this.shapes.set(key, (shape = this.compileShape(variables)));
    }
    return shape;
  }

  private compileShape(variables: Variables): ObjectShape {
    const root = this.schema.getRootType(this.planned.operation);
    if (!root) throw new GraphQLError(`The schema has no ${this.kind} type.`);
    const introspect = introspection(this.schema, this.planned, this.fragments);
    const deferred = new Set(this.defers.map(({ name }) => name));
    const collector = new FieldCollector(this.schema, this.fragments, variables, deferred);
    const compiler = new ShapeCompiler(this.schema, collector, this.renamed.nameOf, introspect, this.denied);
    return compiler.compile([this.planned.selectionSet], root);
  }
}

function conditionVariables({ document }: PlannedDocument): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: ({ name, arguments: given }) => {
      if (name.value !== "skip" && name.value !== "include") return;
      for (const { value } of given ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

function asBadInput(error: GraphQLError): GraphQLError {
  return new GraphQLError(error.message, { nodes: error.nodes, extensions: { code: "BAD_USER_INPUT" } });
}
