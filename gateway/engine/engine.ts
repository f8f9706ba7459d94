import { operationFromDocument } from "@apollo/federation-internals";
import type { QueryPlan } from "@apollo/query-planner";
import {
  getOperationAST,
  GraphQLError,
  Kind,
  OperationTypeNode,
  print,
  separateOperations,
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
  type ExecutionResult,
  type GraphQLSchema,
} from "graphql";
import { NOBODY, withoutFields, type AccessCheck, type Permissions } from "./access.js";
import { heldDefers, nameDefers, withDefers, type Defer } from "./defers.js";
import { deliver, type Delivered } from "./delivery.js";
import { asError, denied as deniedField } from "./fault.js";
import { Faults } from "./faults.js";
import { notSupported, PlanCompiler } from "./plan-steps.js";
import { toPlannedDocument, type PlannedDocument } from "./planned-document.js";
import { PreparedOperation } from "./prepared-operation.js";
import { Recent } from "./recent.js";
import { Run, type Variables } from "./run.js";
import type { CallSubgraph, SubgraphAnswer, SubgraphRequest } from "./subgraph-call.js";
import { modelOf, type SupergraphModel } from "./supergraph-model.js";
import type { Tree } from "./tree.js";
import { ODD, Writing } from "./writing.js";

export { PreparedOperation } from "./prepared-operation.js";

const MAX_PREPARED = 1000;
/** Ways in which one operation is planned: who may see what of it, and which labels of @override hold. */
const MAX_VARIANTS = 64;

const NONE: ReadonlySet<string> = new Set();
const NOTHING: ReadonlySet<FieldNode> = new Set();

/** What the plan of an operation depends on beside its text. */
export interface Circumstances {
  readonly permissions?: Permissions;
  /** The labels of progressive @override that hold: fields come from the subgraph which overrides then. */
  readonly labels?: ReadonlySet<string>;
  /**
   * Given when the client takes its answer in parts: the variables it sent, which say where @defer(if:) holds. Without
   * it nothing is deferred.
   */
  readonly inParts?: Readonly<Record<string, unknown>> | undefined;
}

interface Draft {
  readonly operation: OperationDefinitionNode;
  readonly renamed: PlannedDocument;
  readonly defers: readonly Defer[];
  readonly check: AccessCheck | undefined;
  readonly variants: Recent<PreparedOperation>;
}

export interface ExecutionRequest<Context> {
  readonly variables: Record<string, unknown>;
  readonly context: Context;
  readonly signal?: AbortSignal;
}

/** `contextOf` a part: the first one, or a defer; asked once for each. */
export interface DeliveryRequest<Context> extends Omit<ExecutionRequest<Context>, "context"> {
  readonly contextOf: (part: string) => Context;
}

/** A subscription as one client opened it. */
export type Followed =
  | { readonly request: SubgraphRequest; readonly variables: Variables }
  | { readonly errors: readonly GraphQLError[] };

/**
 * Executes GraphQL operations over the subgraphs of one supergraph, with Apollo's planner. It knows GraphQL only: who
 * may ask, over which wire, how long and how often are the caller's business, in `call`.
 */
export class Engine<Context> {
  /** What clients see and validate against: nothing inaccessible is in it. */
  readonly schema: GraphQLSchema;
  /** Each subgraph by name, with the address the supergraph gives for it, which may be empty. */
  readonly addresses: ReadonlyMap<string, string>;
  private readonly model: SupergraphModel;
  /** The labels of progressive @override in the supergraph. */
  readonly labels: readonly string[];
  private readonly drafts = new Recent<Draft>(MAX_PREPARED);
  private readonly texts = new WeakMap<DocumentNode, string>();

  /** Throws if the supergraph is invalid or needs a feature the planner does not know. */
  constructor(
    supergraphSdl: string,
    private readonly call: CallSubgraph<Context>,
  ) {
    this.model = modelOf(supergraphSdl);
    const { schema, addresses, requirements } = this.model;
    this.schema = schema;
    this.addresses = addresses;
    this.labels = requirements.labels;
  }

  get services(): readonly string[] {
    return [...this.addresses.keys()];
  }

  /** The supergraph itself: what its directives say is in it. */
  get supergraph(): DocumentNode {
    return this.model.document;
  }

  /**
   * Plans and compiles a document that was validated against `schema`, or finds it among those prepared before. `key`
   * stands for the document's text; without it the text is printed. Throws a GraphQLError where there is no such
   * operation (OPERATION_RESOLUTION_FAILURE), none the engine executes (OPERATION_NOT_SUPPORTED) or none the planner can
   * plan (OPERATION_NOT_PLANNED, with the planner's reason as `originalError`, not for clients).
   */
  prepare(
    document: DocumentNode,
    operationName?: string,
    key = this.textOf(document),
    { permissions = NOBODY, labels = NONE, inParts }: Circumstances = {},
  ): PreparedOperation {
    const name = `${operationName ?? ""}\n${key}`;
    let draft = this.drafts.get(name);
    if (draft === undefined) this.drafts.set(name, (draft = this.draft(document, operationName)));
    const held = this.labels.filter((label) => labels.has(label));
    const defers = inParts === undefined ? [] : heldDefers(draft.defers, conditionsOf(draft.operation, inParts));
    const names = defers.map((each) => each.name);
    const variant = `${draft.check?.patternOf(permissions) ?? ""} ${held.join()} ${names.join()}`;
    let prepared = draft.variants.get(variant);
    if (prepared === undefined) {
      const denied = draft.check?.deniedTo(permissions) ?? NOTHING;
      draft.variants.set(variant, (prepared = this.compile(draft, denied, held, defers)));
    }
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
    return text ?? shaped(prepared, run);
  }

  /**
   * The same in parts: what @defer puts off follows the first answer, each part with the errors that belong to it. All
   * parts together are the answer that `execute` gives. Once `signal` is aborted no part follows any more.
   */
  async deliver(prepared: PreparedOperation, request: DeliveryRequest<Context>): Promise<Delivered> {
    const { variables, signal, contextOf } = request;
    const coerced = prepared.coerce(variables);
    if ("errors" in coerced) return { first: coerced };
    if (prepared.source) return { first: { errors: [notSupported("subscriptions in one answer")] } };
    const parents = new Map(prepared.defers.map(({ name, parent }) => [name, parent]));
    const runs = new Map<string, Run>();
    const runOf = (part: string): Run => {
      const known = runs.get(part);
      if (known) return known;
      const parent = parents.get(part);
      const run = this.begin(
        prepared,
        coerced.variables,
        { context: contextOf(part), ...(signal && { signal }) },
        parent === undefined ? undefined : runOf(parent),
      );
      runs.set(part, run);
      return run;
    };
    return deliver(prepared, coerced.variables, runOf);
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
    earlier?: Run,
  ): Run {
    const faults = new Faults(prepared.names, earlier?.faults);
    const run = new Run(variables, faults, (asked) => this.call(asked, context, signal), signal, earlier?.tree);
    // What one part learns about the tree no other does.
    run.isShared = prepared.defers.length > 0;
    return run;
  }

  private draft(document: DocumentNode, operationName: string | undefined): Draft {
    const operation = getOperationAST(document, operationName);
    if (!operation)
      throw new GraphQLError("The document has no such operation, or several and none is named.", {
        extensions: { code: "OPERATION_RESOLUTION_FAILURE" },
      });
    const alone = separateOperations(document)[operation.name?.value ?? ""] ?? document;
    const { document: named, defers } = nameDefers(alone);
    const renamed = toPlannedDocument(named, this.schema, this.model.reserved);
    const check = this.model.access.check(renamed.document);
    return { operation, renamed, defers, check, variants: new Recent(MAX_VARIANTS) };
  }

  /** What is denied is not fetched, whatever a subgraph would say to it. */
  private compile(
    draft: Draft,
    denied: ReadonlySet<FieldNode>,
    labels: readonly string[],
    defers: readonly Defer[],
  ): PreparedOperation {
    const { operation, renamed } = draft;
    const open = withoutFields(renamed.document, denied);
    const isDeferring = draft.defers.length > 0;
    const document = isDeferring ? withDefers(open, new Set(defers.map(({ name }) => name))) : open;
    let plan: QueryPlan;
    try {
      plan = this.plan(document, labels);
    } catch (error) {
      // The planner trips more often with @defer than without. Who may put something off may also answer at once.
      if (defers.length > 0) return this.compile(draft, denied, labels, []);
      throw error;
    }
    const compiler = new PlanCompiler(this.model.types, this.model.requirements);
    const program = compiler.compile(plan.node);
    const source = compiler.source(plan.node);
    if (operation.operation === OperationTypeNode.SUBSCRIPTION && !source) throw asError(deniedField());
    return new PreparedOperation(plan, program, this.schema, operation, renamed, denied, defers, source);
  }

  /** Some valid operations trip the planner's own assertions (an @interfaceObject narrowed to a union, for one). */
  private plan(document: DocumentNode, labels: readonly string[]): QueryPlan {
    const overrideConditions = new Map(this.labels.map((label) => [label, labels.includes(label)]));
    try {
      return this.model.planner.buildQueryPlan(operationFromDocument(this.model.apiSchema, document), {
        overrideConditions,
      });
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

  /** `text`: of `data`. `hasValues`: of each field at its root, whether it has a value or is null. */
  constructor(
    readonly text: string,
    readonly hasValues: readonly boolean[],
    private readonly source: Tree | undefined,
  ) {
    this.response = `{"data":${text}}`;
    // It is a tree of thousands of pieces. This makes it one, once, instead of in each step that reads it.
    Number(this.response);
  }

  /** At least what is in the answer, to be counted: what it was written from, which may hold keys and inputs as well. */
  get content(): unknown {
    return this.source ?? (JSON.parse(this.text) as unknown);
  }
}

/** Whether a condition holds for a client that sent these variables. */
function conditionsOf({ variableDefinitions = [] }: OperationDefinitionNode, sent: Readonly<Record<string, unknown>>) {
  return (name: string): boolean => {
    if (sent[name] !== undefined) return sent[name] === true;
    const value = variableDefinitions.find(({ variable }) => variable.name.value === name)?.defaultValue;
    return value?.kind === Kind.BOOLEAN && value.value;
  };
}

function shaped(prepared: PreparedOperation, run: Run): ExecutionResult {
  const { faults, variables } = run;
  const data = prepared.shape(variables).shape(run.tree, { path: [], faults, variables, pending: [] }, 0);
  return faults.errors.length === 0 ? { data } : { errors: faults.errors, data };
}

function written(prepared: PreparedOperation, run: Run): Written | undefined {
  try {
    const shape = prepared.shape(run.variables);
    const values = shape.writeEach(run.tree, new Writing(run.variables, run.isShared));
    return new Written(
      shape.join(values),
      values.map((value) => value !== "null"),
      prepared.keepsNames ? run.tree : undefined,
    );
  } catch (reason) {
    if (reason === ODD) return undefined;
    throw reason;
  }
}
