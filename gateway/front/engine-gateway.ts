import type {
  GatewayExecutor,
  GatewayInterface,
  GatewayLoadResult,
  GatewaySchemaLoadOrUpdateCallback,
  GatewayUnsubscriber,
} from "@apollo/server-gateway-interface";
import { GraphQLError, type GraphQLSchema } from "graphql";
import { Refusal } from "../../subgraphs/kernel/refusal";
import type { AccessBook } from "../disclosure/access-book";
import type { AccountedCall } from "../disclosure/accounted-call";
import { Disclosed } from "../disclosure/disclosed";
import type { Engine } from "../engine/engine";
import type { Asked } from "./exchange";

const notOverHttp = (): Refusal =>
  new Refusal("OPERATION_NOT_SUPPORTED", "Subscriptions are opened over a socket (graphql-ws), at the same address.");

/** What Apollo Server wants of a gateway, over our engine. Another engine can be put in its place while it runs. */
export class EngineGateway implements GatewayInterface {
  private readonly listeners = new Set<GatewaySchemaLoadOrUpdateCallback>();
  /** A question validated against a schema is executed by the engine of that schema, also during a change. */
  private readonly engines = new WeakMap<GraphQLSchema, Engine<AccountedCall>>();

  constructor(
    private current: Engine<AccountedCall>,
    private readonly book: AccessBook,
  ) {
    this.engines.set(current.schema, current);
  }

  get schema(): GraphQLSchema {
    return this.current.schema;
  }

  get services(): readonly string[] {
    return this.current.services;
  }

  use(engine: Engine<AccountedCall>): void {
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

  /** Prepared once per document and operation: the engine keeps them by the hash Apollo has made already. */
  private readonly execute: GatewayExecutor = async (asked) => {
    const { schema, document, operationName, request, queryHash, context } = asked;
    const { exchange } = context as Asked;
    const { viewer, requestId, signal, deadline, trace } = exchange;
    if (!viewer) throw new Error("A question came this far without a viewer.");
    const engine = this.engines.get(schema) ?? this.current;
    try {
      // Apollo knows the name of an only operation that the client left out, and none for one that is not there.
      const prepared = engine.prepare(document, operationName ?? request.operationName, queryHash);
      if (prepared.kind === "subscription") throw notOverHttp();
      // A mutation that has begun is finished, whether or not the client waits for the answer.
      const until = prepared.kind === "query" ? { signal } : {};
      const disclosed = new Disclosed();
      const call: AccountedCall = { viewer, requestId, deadline, trace, disclosed, ...until };
      const answer = await engine.execute(prepared, { variables: request.variables ?? {}, context: call, ...until });
      exchange.awaitRecord(
        this.book.record({
          ...{ viewer, requestId, disclosed },
          kind: prepared.kind,
          operationName: operationName ?? null,
          documentHash: queryHash,
          data: answer.data,
        }),
      );
      return answer;
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [error] };
      throw error;
    }
  };
}
