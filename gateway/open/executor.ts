import type { GatewayExecutor, GatewayInterface, GatewayLoadResult } from "@apollo/server-gateway-interface";
import { GraphQLError } from "graphql";
import { InFlight } from "../calls/in-flight";
import { Mapped } from "../../subgraphs/kernel/live/mapped";
import type { Part } from "../engine/delivery";
import { Written, type Engine, type PreparedOperation } from "../engine/engine";
import type { Variables } from "../engine/run";
import type { Piece } from "../front/parts";
import { asData } from "../front/written-answer";
import type { OpenQuestion } from "./apollo";
import type { maskForeign } from "./mask";

/** What Apollo Server wants of a gateway, over our engine. */
export class OpenExecutor implements GatewayInterface {
  private readonly flights: InFlight<Answer> | undefined;

  /** With `share` equal reads under way with equal forwarded headers are executed once. */
  constructor(
    private readonly engine: Engine<OpenQuestion>,
    share: boolean,
    private readonly held: readonly string[],
    private readonly mask: ReturnType<typeof maskForeign>,
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

  /** The labels of @override that hold for one question: those given, and `percent(N)` for N in a hundred. */
  private labels(): ReadonlySet<string> {
    const drawn = this.engine.labels.filter((label) => {
      const percent = /^percent\((\d+(\.\d+)?)\)$/.exec(label)?.[1];
      return percent !== undefined && Math.random() * 100 < Number(percent);
    });
    return new Set([...this.held, ...drawn]);
  }

  private readonly execute: GatewayExecutor = async ({ document, operationName, request, queryHash, context }) => {
    const question = context as OpenQuestion;
    const name = operationName ?? request.operationName;
    try {
      const { permissions, forwarded, identity, parts } = question;
      const labels = this.labels();
      const variables = request.variables ?? {};
      const inParts = parts.taken ? variables : undefined;
      const prepared = await this.engine.prepareBeside(document, name, queryHash, { permissions, labels, inParts });
      if (prepared.defers.length > 0) return await this.inParts(prepared, variables, question);
      const run = (signal?: AbortSignal) =>
        this.engine.write(prepared, { variables, context: question, ...(signal && { signal }) });
      // A mutation that has begun is finished, whether or not the client waits for the answer.
      if (prepared.kind === "mutation") return toResult(await run());
      if (!this.flights) return toResult(await run(question.signal));
      const key = JSON.stringify([queryHash, name, variables, forwarded, identity, [...labels]]);
      return toResult(await this.flights.share(key, question.signal, run));
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [error] };
      throw error;
    }
  };

  private async inParts(prepared: PreparedOperation, variables: Variables, question: OpenQuestion) {
    const until = prepared.kind === "mutation" ? {} : { signal: question.signal };
    const { first, rest } = await this.engine.deliver(prepared, { variables, contextOf: () => question, ...until });
    if (rest) question.parts.pieces = new Mapped(rest, (part) => this.shown(part));
    return first;
  }

  private shown({ incremental, hasNext }: Part): Piece {
    const masked = (error: GraphQLError) => this.mask(error.toJSON(), error);
    const each = incremental.map(({ errors, ...rest }) => ({ ...rest, ...(errors && { errors: errors.map(masked) }) }));
    return { incremental: each, hasNext };
  }
}

type Answer = Awaited<ReturnType<Engine<OpenQuestion>["write"]>>;

const toResult = (answer: Answer) => (answer instanceof Written ? { data: asData(answer) } : answer);
