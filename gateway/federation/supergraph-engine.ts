import type { DocumentNode, GraphQLSchema } from "graphql";
import type { Contract } from "../contract/contract.js";
import { Engine } from "../engine/engine.js";
import type { PreparedOperation } from "../engine/prepared-operation.js";
import type { CallSubgraph } from "../engine/subgraph-call.js";
import type { Planner } from "../planning/planner/planner-thread.js";
import { Preparing, type Wanted } from "../planning/preparing.js";
import { modelOf, modelUnder, type SupergraphModel } from "../planning/supergraph-model.js";

export interface EngineOptions {
  readonly planner?: Planner | undefined;
  readonly contract?: Contract | undefined;
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

  /**
   * Throws if the supergraph is invalid or needs a feature the planner does not know. `planner`: where `prepareBeside`
   * plans; here, when not given. `contract`: what of the schema clients get to see; all of it, when not given. Throws
   * also when nothing is left under it.
   */
  constructor(supergraphSdl: string, call: CallSubgraph<Context>, { planner, contract }: EngineOptions = {}) {
    super(call);
    const model = modelOf(supergraphSdl);
    this.model = contract ? modelUnder(contract, model) : model;
    this.preparing = new Preparing(this.model, planner);
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

  /** See {@link Preparing.prepare}. */
  prepare(...wanted: Wanted): PreparedOperation {
    return this.preparing.prepare(...wanted);
  }

  /** See {@link Preparing.prepareBeside}. */
  prepareBeside(...wanted: Wanted): Promise<PreparedOperation> {
    return this.preparing.prepareBeside(...wanted);
  }
}
