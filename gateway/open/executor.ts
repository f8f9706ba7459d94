import type { GatewayExecutor, GatewayInterface, GatewayLoadResult } from "@apollo/server-gateway-interface";
import { GraphQLError } from "graphql";
import { InFlight } from "../calls/in-flight";
import { Written, type Engine } from "../engine/engine";
import { asData } from "../front/written-answer";
import type { OpenQuestion } from "./apollo";

/** What Apollo Server wants of a gateway, over our engine. */
export class OpenExecutor implements GatewayInterface {
  private readonly flights: InFlight<Answer> | undefined;

  /** With `share` equal reads under way with equal forwarded headers are executed once. */
  constructor(
    private readonly engine: Engine<OpenQuestion>,
    share: boolean,
  ) {
    this.flights = share ? new InFlight() : undefined;
  }

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
    const name = operationName ?? request.operationName;
    try {
      const prepared = this.engine.prepare(document, name, queryHash);
      const variables = request.variables ?? {};
      const run = (signal?: AbortSignal) =>
        this.engine.write(prepared, { variables, context: question, ...(signal && { signal }) });
      // A mutation that has begun is finished, whether or not the client waits for the answer.
      if (prepared.kind === "mutation") return toResult(await run());
      if (!this.flights) return toResult(await run(question.signal));
      const key = JSON.stringify([queryHash, name, variables, question.forwarded]);
      return toResult(await this.flights.share(key, question.signal, run));
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [error] };
      throw error;
    }
  };
}

type Answer = Awaited<ReturnType<Engine<OpenQuestion>["write"]>>;

const toResult = (answer: Answer) => (answer instanceof Written ? { data: asData(answer) } : answer);
