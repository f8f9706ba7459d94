import {
  getOperationAST,
  GraphQLError,
  Kind,
  print,
  separateOperations,
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
} from "graphql";
import { LRUCache } from "lru-cache";
import { NOBODY, withoutFields, type AccessCheck, type Permissions } from "./document/access.js";
import { heldDefers, nameDefers, withDefers } from "./document/defers.js";
import { toPlannedDocument, type PlannedDocument } from "./document/planned-document.js";
import { withoutSchemaFields } from "./document/schema-fields.js";
import type { Labels } from "./planner/planning.js";
import type { SupergraphModel } from "./supergraph-model.js";
import type { Defer, PreparedOperation } from "../engine/prepared-operation.js";

const MAX_PREPARED = 1000;
/** Ways in which one operation is planned: who may see what of it, and which labels of @override hold. */
const MAX_VARIANTS = 64;

const NONE: ReadonlySet<string> = new Set();
const NOTHING: ReadonlySet<FieldNode> = new Set();
const UNLABELLED: Labels = new Map();

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

/** `key` stands for the document's text; without it the text is printed. */
export type Wanted = [document: DocumentNode, operationName?: string, key?: string, circumstances?: Circumstances];

/** One operation of a document, in the form that is planned, and what was made of it. */
export interface Draft {
  readonly operation: OperationDefinitionNode;
  readonly renamed: PlannedDocument;
  readonly defers: readonly Defer[];
  readonly check: AccessCheck | undefined;
  /** Those that are ready, by name. */
  readonly variants: LRUCache<string, PreparedOperation>;
  /** Variants that are being planned beside. */
  readonly underWay: Map<string, Promise<PreparedOperation>>;
}

/** One way to plan an operation. */
export interface Variant {
  readonly draft: Draft;
  /** Among those of its draft. */
  readonly name: string;
  /** What is denied is not fetched, whatever a subgraph would say to it. */
  readonly denied: ReadonlySet<FieldNode>;
  readonly labels: Labels;
  readonly defers: readonly Defer[];
}

const idOf = (operationName: string | undefined, key: string): string => `${operationName ?? ""}\n${key}`;

/** What is known of each operation that was asked. */
export class Drafts {
  private readonly drafts = new LRUCache<string, Draft>({ max: MAX_PREPARED });
  private readonly texts = new WeakMap<DocumentNode, string>();

  constructor(private readonly model: SupergraphModel) {}

  /** Of an operation that was asked before; undefined where there is still something to work out. */
  knownVariantOf(
    ...[document, operationName, key = this.textOf(document), circumstances]: Wanted
  ): Variant | undefined {
    const draft = this.drafts.get(idOf(operationName, key));
    return draft && this.variant(draft, circumstances);
  }

  /** Throws a GraphQLError where the document has no such operation, or the schema no type for it. */
  variantOf(...[document, operationName, key = this.textOf(document), circumstances]: Wanted): Variant {
    const id = idOf(operationName, key);
    let draft = this.drafts.get(id);
    if (draft === undefined) this.drafts.set(id, (draft = this.draft(document, operationName)));
    return this.variant(draft, circumstances);
  }

  private variant(draft: Draft, circumstances: Circumstances = {}): Variant {
    const { permissions = NOBODY, labels: holding = NONE, inParts } = circumstances;
    const { labels: all } = this.model.requirements;
    const labels = all.length === 0 ? UNLABELLED : new Map(all.map((label) => [label, holding.has(label)]));
    const held = all.filter((label) => holding.has(label));
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
    const { document: named, defers } = nameDefers(this.model.sent.in(alone));
    const renamed = toPlannedDocument(named, this.model.schema, this.model.reserved);
    const check = this.model.access.check(renamed.document);
    return { operation, renamed, defers, check, variants: new LRUCache({ max: MAX_VARIANTS }), underWay: new Map() };
  }

  private textOf(document: DocumentNode): string {
    let text = this.texts.get(document);
    if (text === undefined) this.texts.set(document, (text = print(document)));
    return text;
  }
}

/** What the planner is given. */
export function documentOf({ draft, denied, defers }: Variant): DocumentNode {
  const open = withoutSchemaFields(withoutFields(draft.renamed.document, denied));
  // Also where the draft has none: a subscription's are in its text, and hold nowhere.
  return withDefers(open, new Set(defers.map(({ name }) => name)));
}

/** Whether a condition holds for a client that sent these variables. */
function conditionsOf({ variableDefinitions = [] }: OperationDefinitionNode, sent: Readonly<Record<string, unknown>>) {
  return (name: string): boolean => {
    if (sent[name] !== undefined) return sent[name] === true;
    const value = variableDefinitions.find(({ variable }) => variable.name.value === name)?.defaultValue;
    return value?.kind === Kind.BOOLEAN && value.value;
  };
}
