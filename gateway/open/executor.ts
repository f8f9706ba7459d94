import type { GatewayExecutor, GatewayInterface, GatewayLoadResult } from "@apollo/server-gateway-interface";
import { GraphQLError } from "graphql";
import type { Engine } from "../engine/engine";
import type { OpenQuestion } from "./apollo";

/** What Apollo Server wants of a gateway, over our engine. */
export class OpenExecutor implements GatewayInterface {
  constructor(private readonly engine: Engine<OpenQuestion>) {}

  onSchemaLoadOrUpdate(listener: Parameters<GatewayInterface["onSchemaLoadOrUpdate"]>[0]): () => void {
    listener({ apiSchema: this.engine.schema, coreSupergraphSdl: "" });
    return () => undefined;
  }

  load(): Promise<GatewayLoadResult> {
    return Promise.resolve({ executor: this.execute });
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }

  private readonly execute: GatewayExecutor = async ({ document, operationName, request, queryHash, context }) => {
    const question = context as OpenQuestion;
    try {
      const prepared = this.engine.prepare(document, operationName ?? request.operationName, queryHash);
      // A mutation that has begun is finished, whether or not the client waits for the answer.
      const until = prepared.kind === "query" ? { signal: question.signal } : {};
      return await this.engine.execute(prepared, { variables: request.variables ?? {}, context: question, ...until });
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [error] };
      throw error;
    }
  };
}
