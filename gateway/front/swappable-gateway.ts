import type {
  GatewayExecutor,
  GatewayInterface,
  GatewayLoadResult,
  GatewaySchemaLoadOrUpdateCallback,
  GatewayUnsubscriber,
} from "@apollo/server-gateway-interface";
import type { GraphQLSchema } from "graphql";
import type { PreparedOperation } from "../engine/prepared-operation";
import type { SupergraphEngine } from "../federation/supergraph-engine";

/** Operations that were asked, through whichever gateway: those that see the same engine differently share its plans. */
const met = new WeakSet<PreparedOperation>();

/** What Apollo Server wants of a gateway, over our engine. Another engine can be put in its place while it runs. */
export abstract class SwappableGateway<Context> implements GatewayInterface {
  private readonly listeners = new Set<GatewaySchemaLoadOrUpdateCallback>();
  /** A question validated against a schema is executed by the engine of that schema, also during a change. */
  private readonly engines = new WeakMap<GraphQLSchema, SupergraphEngine<Context>>();

  constructor(private current: SupergraphEngine<Context>) {
    this.engines.set(current.schema, current);
  }

  get schema(): GraphQLSchema {
    return this.current.schema;
  }

  get services(): readonly string[] {
    return this.current.services;
  }

  /** The engine that answers what was validated against this schema. */
  engineOf(schema: GraphQLSchema): SupergraphEngine<Context> {
    return this.engines.get(schema) ?? this.current;
  }

  use(engine: SupergraphEngine<Context>): void {
    this.engines.set(engine.schema, engine);
    this.current = engine;
    for (const listener of this.listeners) listener({ apiSchema: engine.schema, coreSupergraphSdl: "" });
  }

  onSchemaLoadOrUpdate(listener: GatewaySchemaLoadOrUpdateCallback): GatewayUnsubscriber {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  load(): Promise<GatewayLoadResult> {
    this.use(this.current);
    return Promise.resolve({ executor: this.execute });
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }

  /** Whether nobody asked it before: its plan was made for the question that asks. */
  protected isFirst(prepared: PreparedOperation): boolean {
    if (met.has(prepared)) return false;
    met.add(prepared);
    return true;
  }

  protected abstract readonly execute: GatewayExecutor;
}
