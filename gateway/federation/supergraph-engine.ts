import { visit, type DocumentNode, type GraphQLSchema } from "graphql";
import type { Contract } from "../contract/contract.js";
import { Engine } from "../engine/engine.js";
import type { PreparedOperation } from "../engine/prepared-operation.js";
import type { CallSubgraph } from "../engine/subgraph-call.js";
import type { Planner } from "../planning/planner/planner-thread.js";
import type { Wanted } from "../planning/drafts.js";
import { Preparing } from "../planning/preparing.js";
import { modelOf, schemaUnder, type SupergraphModel } from "../planning/supergraph-model.js";

export interface EngineOptions<Context> {
  readonly planner?: Planner | undefined;
  readonly contract?: Contract | undefined;
  /** See {@link SupergraphEngine.under}. */
  readonly whole?: SupergraphEngine<Context>;
}

const SCHEMA: ReadonlySet<string> = new Set(["__schema", "__type"]);

/** Whether the schema itself, of which others see more, would be in its answer or is needed to refuse it. */
function isOwn(schema: GraphQLSchema, document: DocumentNode): boolean {
  let own = false;
  visit(document, {
    Field: ({ name }) => void (own ||= SCHEMA.has(name.value)),
    OperationDefinition: ({ operation }) => void (own ||= !schema.getRootType(operation)),
  });
  return own;
}

/** The engine of one supergraph: prepares what is asked of it, with Apollo's planner, and executes it. */
export class SupergraphEngine<Context> extends Engine<Context> {
  /** What clients see and validate against: nothing inaccessible is in it. */
  readonly schema: GraphQLSchema;
  /** Each subgraph by name, with the address the supergraph gives for it, which may be empty. */
  readonly addresses: ReadonlyMap<string, string>;
  /** The labels of progressive @override in the supergraph. */
  readonly labels: readonly string[];
  private readonly model: SupergraphModel;
  private readonly preparing: Preparing;
  /** Documents that were asked under a contract: whether they share no plan. */
  private readonly own = new WeakMap<DocumentNode, boolean>();

  /**
   * Throws if the supergraph is invalid or needs a feature the planner does not know. `planner`: where `prepareBeside`
   * plans; here, when not given. `contract`: what of the schema clients get to see; all of it, when not given. Throws
   * also when nothing is left under it.
   */
  constructor(
    private readonly sdl: string,
    private readonly send: CallSubgraph<Context>,
    private readonly options: EngineOptions<Context> = {},
  ) {
    super(send);
    const { planner, contract } = options;
    const model = modelOf(sdl);
    this.model = contract ? { ...model, schema: schemaUnder(contract, model) } : model;
    this.preparing = new Preparing(this.model, planner);
    const { schema, addresses, requirements } = this.model;
    this.schema = schema;
    this.addresses = addresses;
    this.labels = requirements.labels;
  }

  /**
   * The same engine for those who see less of its schema. Plans are shared, but for those whose answers tell of the
   * schema itself. The contract must leave whole what it leaves: the inputs and enums of the rest, and what its
   * interfaces and unions can be. Throws when nothing is left under it.
   */
  under(contract: Contract): SupergraphEngine<Context> {
    return new SupergraphEngine(this.sdl, this.send, { ...this.options, contract, whole: this });
  }

  get services(): readonly string[] {
    return [...this.addresses.keys()];
  }

  /** The supergraph itself: what its directives say is in it. */
  get supergraph(): DocumentNode {
    return this.model.document;
  }

  /** See {@link Preparing.prepare}. */
  prepare(...wanted: Wanted): PreparedOperation {
    return this.preparingOf(wanted).prepare(...wanted);
  }

  /** See {@link Preparing.prepareBeside}. */
  prepareBeside(...wanted: Wanted): Promise<PreparedOperation> {
    return this.preparingOf(wanted).prepareBeside(...wanted);
  }

  private preparingOf([document]: Wanted): Preparing {
    const { whole } = this.options;
    if (!whole) return this.preparing;
    let own = this.own.get(document);
    if (own === undefined) this.own.set(document, (own = isOwn(this.schema, document)));
    return own ? this.preparing : whole.preparing;
  }
}
