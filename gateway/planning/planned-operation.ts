import type { QueryPlan } from "@apollo/query-planner";
import {
  GraphQLError,
  getVariableValues,
  Kind,
  visit,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import { ClientNames } from "./document/client-names.js";
import { FieldCollector } from "./document/collect-fields.js";
import { fragmentsOf, operationOf, type Fragments } from "./document/selections.js";
import type { ObjectShape } from "../engine/answering/complete.js";
import type { Coerced, Defer, PreparedOperation } from "../engine/prepared-operation.js";
import { introspection } from "./shape/introspection.js";
import type { PlannedDocument } from "./document/planned-document.js";
import type { RootFetch } from "../engine/fetching/root-fetch.js";
import { ShapeCompiler } from "./shape/response-shape.js";
import type { Program } from "../engine/program.js";
import type { Variables } from "../engine/run.js";

/** graphql quotes the whole value in each: of 5,000 wrong fields in 49 KB it made 245 MB. */
const MAX_ERRORS = 5;
/** Combinations of @skip and @include a kept operation holds shapes for. Beyond that they are compiled anew. */
const MAX_SHAPES = 64;

/** One operation, planned and compiled. */
export class PlannedOperation implements PreparedOperation {
  readonly kind: "query" | "mutation" | "subscription";
  readonly name: string | null;
  readonly names: ClientNames;
  private readonly planned: OperationDefinitionNode;
  private readonly fragments: Fragments;
  private readonly conditions: readonly string[];
  private readonly shapes = new Map<string, ObjectShape>();

  constructor(
    readonly plan: QueryPlan,
    readonly program: Program,
    private readonly schema: GraphQLSchema,
    private readonly operation: OperationDefinitionNode,
    private readonly renamed: PlannedDocument,
    private readonly denied: ReadonlySet<FieldNode>,
    readonly defers: readonly Defer[],
    readonly source?: RootFetch,
  ) {
    this.kind = operation.operation;
    this.name = operation.name?.value ?? null;
    this.fragments = fragmentsOf(renamed.document);
    this.planned = operationOf(renamed.document);
    this.names = new ClientNames(this.planned.selectionSet, this.fragments, renamed.nameOf);
    this.conditions = conditionVariables(renamed);
    if (this.conditions.length === 0) this.shape({});
  }

  get keepsNames(): boolean {
    return this.renamed.keepsNames;
  }

  coerce(given: Record<string, unknown>): Coerced {
    const definitions = this.operation.variableDefinitions ?? [];
    if (definitions.length === 0) return { variables: this.renamed.variablesOf({}) };
    const { coerced, errors } = getVariableValues(this.schema, definitions, given, { maxErrors: MAX_ERRORS });
    if (errors !== undefined) return { errors: errors.map(asBadInput) };
    return { variables: this.renamed.variablesOf(coerced) };
  }

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
