import {
  operationFromDocument,
  ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  Supergraph,
  type Schema,
} from "@apollo/federation-internals";
import { QueryPlanner, type QueryPlan } from "@apollo/query-planner";
import {
  getOperationAST,
  GraphQLError,
  parse,
  print,
  separateOperations,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from "graphql";
import { Faults } from "./faults.js";
import { notSupported, PlanCompiler } from "./plan-steps.js";
import { ReservedNames, toPlannedDocument } from "./planned-document.js";
import { PreparedOperation } from "./prepared-operation.js";
import { Recent } from "./recent.js";
import { Requirements } from "./requirements.js";
import { Run, type Variables } from "./run.js";
import type { CallSubgraph, SubgraphAnswer, SubgraphRequest } from "./subgraph-call.js";
import { TypeIndex } from "./type-index.js";
import { ODD, Writing } from "./writing.js";

export { PreparedOperation } from "./prepared-operation.js";

const MAX_PREPARED = 1000;

export interface ExecutionRequest<Context> {
  readonly variables: Record<string, unknown>;
  readonly context: Context;
  readonly signal?: AbortSignal;
}

/** A subscription as one client opened it. */
export type Followed =
  { readonly request: SubgraphRequest; readonly variables: Variables } | { readonly errors: readonly GraphQLError[] };

/**
 * Executes GraphQL operations over the subgraphs of one supergraph, with Apollo's planner. It knows GraphQL only: who
 * may ask, over which wire, how long and how often are the caller's business, in `call`.
 */
export class Engine<Context> {
  /** What clients see and validate against: nothing inaccessible is in it. */
  readonly schema: GraphQLSchema;
  /** Each subgraph by name, with the address the supergraph gives for it, which may be empty. */
  readonly addresses: ReadonlyMap<string, string>;
  private readonly apiSchema: Schema;
  private readonly planner: QueryPlanner;
  private readonly types: TypeIndex;
  private readonly requirements: Requirements;
  private readonly reserved: ReservedNames;
  private readonly prepared = new Recent<PreparedOperation>(MAX_PREPARED);
  private readonly texts = new WeakMap<DocumentNode, string>();

  /** Throws if the supergraph is invalid or needs a feature the planner does not know. */
  constructor(
    supergraphSdl: string,
    private readonly call: CallSubgraph<Context>,
  ) {
    const supergraph = Supergraph.build(supergraphSdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES });
    this.apiSchema = supergraph.apiSchema();
    this.schema = this.apiSchema.toGraphQLJSSchema();
    this.addresses = new Map(supergraph.subgraphsMetadata().map(({ name, url }) => [name, url]));
    // Without type conditions in paths, `... on A { owner { f(x: 1) } } ... on B { owner { f(x: 2) } }` is planned as
    // one fetch with conflicting arguments. Without named fragments in fetches, their texts can be merged.
    this.planner = new QueryPlanner(supergraph, { typeConditionedFetching: true, reuseQueryFragments: false });
    const everything = supergraph.schema.toGraphQLJSSchema();
    this.types = new TypeIndex(everything);
    this.requirements = new Requirements(parse(supergraphSdl, { noLocation: true }));
    this.reserved = new ReservedNames(this.requirements, everything);
  }

  get services(): readonly string[] {
    return [...this.addresses.keys()];
  }

  /**
   * Plans and compiles a document that was validated against `schema`, or finds it among those prepared before. `key`
   * stands for the document's text; without it the text is printed. Throws a GraphQLError where there is no such
   * operation (OPERATION_RESOLUTION_FAILURE), none the engine executes (OPERATION_NOT_SUPPORTED) or none the planner can
   * plan (OPERATION_NOT_PLANNED, with the planner's reason as `originalError`, not for clients).
   */
  prepare(document: DocumentNode, operationName?: string, key = this.textOf(document)): PreparedOperation {
    const name = `${operationName ?? ""}\n${key}`;
    let prepared = this.prepared.get(name);
    if (prepared === undefined) this.prepared.set(name, (prepared = this.compile(document, operationName)));
    return prepared;
  }

  /**
   * Never rejects for what a client or a subgraph does: variables that do not fit give `errors` without `data`, a
   * failing subgraph gives null for its fields and an error, the rest intact. Once `signal` is aborted no further call
   * is started; the execution ends when the calls under way have ended.
   */
  async execute(prepared: PreparedOperation, request: ExecutionRequest<Context>): Promise<ExecutionResult> {
    const run = await this.fetch(prepared, request);
    return run instanceof Run ? shaped(prepared, run) : run;
  }

  /** The same as JSON, several times as fast; a result as `execute` gives it where there is any error to tell. */
  async write(prepared: PreparedOperation, request: ExecutionRequest<Context>): Promise<Written | ExecutionResult> {
    const run = await this.fetch(prepared, request);
    if (!(run instanceof Run)) return run;
    const text = run.faults.errors.length === 0 ? written(prepared, run) : undefined;
    return text === undefined ? shaped(prepared, run) : new Written(text);
  }

  /**
   * What a subscription follows: the request whose answers, one after the other, are its events. Or why the variables
   * do not fit. Who asks the subgraph, and who else shares what it sends, is the caller's business.
   */
  follow(prepared: PreparedOperation, variables: Record<string, unknown>): Followed {
    const coerced = prepared.coerce(variables);
    if ("errors" in coerced) return coerced;
    if (!prepared.source) throw new Error("This operation is no subscription.");
    return { request: prepared.source.request(coerced.variables), variables: coerced.variables };
  }

  /** One event of what is followed, made whole by the other subgraphs. `event` becomes the engine's own. */
  async complete(
    prepared: PreparedOperation,
    { variables }: Extract<Followed, { variables: unknown }>,
    event: SubgraphAnswer,
    request: Omit<ExecutionRequest<Context>, "variables">,
  ): Promise<ExecutionResult> {
    const run = this.begin(prepared, variables, request);
    prepared.source?.take(run, event);
    await prepared.step(run);
    return shaped(prepared, run);
  }

  /** Everything that has to be asked for, or why the variables do not fit. */
  private async fetch(
    prepared: PreparedOperation,
    { variables, ...request }: ExecutionRequest<Context>,
  ): Promise<Run | ExecutionResult> {
    if (prepared.source) return { errors: [notSupported("subscriptions in one answer")] };
    const coerced = prepared.coerce(variables);
    if ("errors" in coerced) return coerced;
    const run = this.begin(prepared, coerced.variables, request);
    await prepared.step(run);
    return run;
  }

  private begin(
    prepared: PreparedOperation,
    variables: Variables,
    { context, signal }: Omit<ExecutionRequest<Context>, "variables">,
  ): Run {
    const faults = new Faults(prepared.names);
    return new Run(variables, faults, (asked) => this.call(asked, context, signal), signal);
  }

  private compile(document: DocumentNode, operationName: string | undefined): PreparedOperation {
    const operation = getOperationAST(document, operationName);
    if (!operation)
      throw new GraphQLError("The document has no such operation, or several and none is named.", {
        extensions: { code: "OPERATION_RESOLUTION_FAILURE" },
      });
    const alone = separateOperations(document)[operation.name?.value ?? ""] ?? document;
    const renamed = toPlannedDocument(alone, this.schema, this.reserved);
    const plan = this.plan(renamed.document);
    const compiler = new PlanCompiler(this.types, this.requirements);
    const step = compiler.compile(plan.node);
    return new PreparedOperation(plan, step, this.schema, operation, renamed, compiler.source(plan.node));
  }

  /** Some valid operations trip the planner's own assertions (an @interfaceObject narrowed to a union, for one). */
  private plan(document: DocumentNode): QueryPlan {
    try {
      return this.planner.buildQueryPlan(operationFromDocument(this.apiSchema, document));
    } catch (reason) {
      const extensions = { code: "OPERATION_NOT_PLANNED" };
      throw new GraphQLError("This operation cannot be planned.", { originalError: reason as Error, extensions });
    }
  }

  private textOf(document: DocumentNode): string {
    let text = this.texts.get(document);
    if (text === undefined) this.texts.set(document, (text = print(document)));
    return text;
  }
}

/** An answer without errors, as JSON. */
export class Written {
  readonly response: string;

  /** `text`: of `data`. */
  constructor(readonly text: string) {
    this.response = `{"data":${text}}`;
    // It is a tree of thousands of pieces. This makes it one, once, instead of in each step that reads it.
    Number(this.response);
  }
}

function shaped(prepared: PreparedOperation, run: Run): ExecutionResult {
  const { faults, variables } = run;
  const data = prepared.shape(variables).shape(run.tree, { path: [], faults, variables }, 0);
  return faults.errors.length === 0 ? { data } : { errors: faults.errors, data };
}

function written(prepared: PreparedOperation, run: Run): string | undefined {
  try {
    return prepared.shape(run.variables).write(run.tree, new Writing(run.variables, run.isShared));
  } catch (reason) {
    if (reason === ODD) return undefined;
    throw reason;
  }
}
