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
} from "graphql";
import { LRUCache } from "lru-cache";
import { NOBODY, withoutFields, type AccessCheck, type Permissions } from "./document/access.js";
import { heldDefers, nameDefers, withDefers } from "./document/defers.js";
import { asError, denied as deniedField } from "../engine/fault.js";
import { withoutForeignDirectives } from "./fetches/entity-directives.js";
import { leftOut } from "./fetches/left-out.js";
import { PlanCompiler } from "./fetches/plan-steps.js";
import { withoutSchemaFields } from "./document/schema-fields.js";
import { SelectedTypes } from "./document/selected-types.js";
import { toPlannedDocument, type PlannedDocument } from "./document/planned-document.js";
import { notPlanned, type Planner } from "./planner/planner-thread.js";
import { planOperation, type Labels } from "./planner/planning.js";
import { readyOperation } from "./ready-operation.js";
import type { Defer, PreparedOperation } from "../engine/prepared-operation.js";
import type { SupergraphModel } from "./supergraph-model.js";

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
  readonly variants: LRUCache<string, PreparedOperation>;
  /** Variants that are being planned beside. */
  readonly underWay: Map<string, Promise<PreparedOperation>>;
}

/** One way to plan an operation. */
interface Variant {
  readonly draft: Draft;
  /** Among those of its draft. */
  readonly name: string;
  /** What is denied is not fetched, whatever a subgraph would say to it. */
  readonly denied: ReadonlySet<FieldNode>;
  readonly labels: Labels;
  readonly defers: readonly Defer[];
}

/** `key` stands for the document's text; without it the text is printed. */
export type Wanted = [document: DocumentNode, operationName?: string, key?: string, circumstances?: Circumstances];

/** Makes operations ready to be executed: planned, compiled, and kept for the next who asks the same. */
export class Preparing {
  private readonly drafts = new LRUCache<string, Draft>({ max: MAX_PREPARED });
  private readonly texts = new WeakMap<DocumentNode, string>();
  private readonly labels: readonly string[];

  /** `planner`: where `prepareBeside` plans; here, when not given. */
  constructor(
    private readonly model: SupergraphModel,
    private readonly planner?: Planner,
  ) {
    this.labels = model.requirements.labels;
  }

  /**
   * Plans and compiles a document that was validated against `schema`, or finds it among those prepared before. `key`
   * stands for the document's text; without it the text is printed. Throws a GraphQLError where there is no such
   * operation (OPERATION_RESOLUTION_FAILURE), none the engine executes (OPERATION_NOT_SUPPORTED) or none the planner can
   * plan as a whole (OPERATION_NOT_PLANNED, with the reason as `originalError`, not for clients).
   */
  prepare(
    document: DocumentNode,
    operationName?: string,
    key = this.textOf(document),
    circumstances: Circumstances = {},
  ): PreparedOperation {
    const variant = this.variantOf(document, operationName, key, circumstances);
    const known = variant.draft.variants.get(variant.name);
    if (known !== undefined) return known;
    try {
      return this.compile(variant, this.plan(documentOf(variant), variant.labels));
    } catch (error) {
      const whole = atOnce(variant, error);
      return this.compile(whole, this.plan(documentOf(whole), whole.labels));
    }
  }

  /**
   * The same where the caller can wait: what was not prepared before is planned by the engine's planner, once for all
   * who wait for it. Rejects as `prepare` throws.
   */
  async prepareBeside(
    document: DocumentNode,
    operationName?: string,
    key = this.textOf(document),
    circumstances: Circumstances = {},
  ): Promise<PreparedOperation> {
    if (this.planner === undefined) return this.prepare(document, operationName, key, circumstances);
    const variant = this.variantOf(document, operationName, key, circumstances);
    const { variants, underWay } = variant.draft;
    const known = variants.get(variant.name) ?? underWay.get(variant.name);
    if (known !== undefined) return known;
    const planned = this.planBeside(variant, this.planner).finally(() => underWay.delete(variant.name));
    underWay.set(variant.name, planned);
    return planned;
  }

  private variantOf(
    document: DocumentNode,
    operationName: string | undefined,
    key: string,
    { permissions = NOBODY, labels: holding = NONE, inParts }: Circumstances,
  ): Variant {
    const id = `${operationName ?? ""}\n${key}`;
    let draft = this.drafts.get(id);
    if (draft === undefined) this.drafts.set(id, (draft = this.draft(document, operationName)));
    const labels = new Map(this.labels.map((label) => [label, holding.has(label)]));
    const held = this.labels.filter((label) => holding.has(label));
    const defers = inParts === undefined ? [] : heldDefers(draft.defers, conditionsOf(draft.operation, inParts));
    const names = defers.map((each) => each.name);
    const name = `${draft.check?.patternOf(permissions) ?? ""} ${held.join()} ${names.join()}`;
    return { draft, name, labels, defers, denied: draft.check?.deniedTo(permissions) ?? NOTHING };
  }

  private draft(document: DocumentNode, operationName: string | undefined): Draft {
    const operation = getOperationAST(document, operationName);
    if (!operation)
      throw new GraphQLError("The document has no such operation, or several and none is named.", {
        extensions: { code: "OPERATION_RESOLUTION_FAILURE" },
      });
    // graphql's rules look for fields where there is a type, and pass what has none: a contract may leave no mutation.
    if (!this.model.schema.getRootType(operation.operation))
      throw new GraphQLError(`The schema has no ${operation.operation} type.`, {
        extensions: { code: "GRAPHQL_VALIDATION_FAILED" },
      });
    const alone = separateOperations(document)[operation.name?.value ?? ""] ?? document;
    const { document: named, defers } = nameDefers(alone);
    const renamed = toPlannedDocument(this.model.sent.in(named), this.model.schema, this.model.reserved);
    const check = this.model.access.check(renamed.document);
    return { operation, renamed, defers, check, variants: new LRUCache({ max: MAX_VARIANTS }), underWay: new Map() };
  }

  private async planBeside(variant: Variant, planner: Planner): Promise<PreparedOperation> {
    try {
      return this.compile(variant, await planner.plan(documentOf(variant), variant.labels));
    } catch (error) {
      const whole = atOnce(variant, error);
      return this.compile(whole, await planner.plan(documentOf(whole), whole.labels));
    }
  }

  private compile({ draft, name, denied, defers }: Variant, made: QueryPlan): PreparedOperation {
    const { operation, renamed: planned, variants } = draft;
    const { types, requirements, schema, sent } = this.model;
    const plan = withoutForeignDirectives(made, operation, sent.isForQueries);
    const selected = new SelectedTypes(planned, schema);
    const compiler = new PlanCompiler(plan.node, types, requirements, selected);
    const source = compiler.source();
    if (operation.operation === OperationTypeNode.SUBSCRIPTION && !source) throw asError(deniedField());
    const missing = leftOut(planned, schema, compiler.asked(), denied);
    if (missing !== undefined) throw notPlanned(new Error(`No subgraph is asked for ${missing}.`));
    const client = { schema, operation, planned, denied, defers };
    const prepared = readyOperation(client, { plan, program: compiler.program(), source });
    variants.set(name, prepared);
    return prepared;
  }

  /** Some valid operations trip the planner's own assertions (an @interfaceObject narrowed to a union, for one). */
  private plan(document: DocumentNode, labels: Labels): QueryPlan {
    try {
      return planOperation(this.model.planning(), document, labels);
    } catch (reason) {
      throw notPlanned(reason as Error);
    }
  }

  private textOf(document: DocumentNode): string {
    let text = this.texts.get(document);
    if (text === undefined) this.texts.set(document, (text = print(document)));
    return text;
  }
}

/** What the planner is given. */
function documentOf({ draft, denied, defers }: Variant): DocumentNode {
  const open = withoutSchemaFields(withoutFields(draft.renamed.document, denied));
  return draft.defers.length > 0 ? withDefers(open, new Set(defers.map(({ name }) => name))) : open;
}

/** The planner trips more often with @defer than without. Who may put something off may also answer at once. */
function atOnce(variant: Variant, error: unknown): Variant {
  const isTripped = error instanceof GraphQLError && error.extensions["code"] === "OPERATION_NOT_PLANNED";
  if (variant.defers.length === 0 || !isTripped || !error.originalError) throw error;
  return { ...variant, defers: [] };
}

/** Whether a condition holds for a client that sent these variables. */
function conditionsOf({ variableDefinitions = [] }: OperationDefinitionNode, sent: Readonly<Record<string, unknown>>) {
  return (name: string): boolean => {
    if (sent[name] !== undefined) return sent[name] === true;
    const value = variableDefinitions.find(({ variable }) => variable.name.value === name)?.defaultValue;
    return value?.kind === Kind.BOOLEAN && value.value;
  };
}
