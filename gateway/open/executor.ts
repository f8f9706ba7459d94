import type { GatewayExecutor } from "@apollo/server-gateway-interface";
import { GraphQLError } from "graphql";
import { Mapped } from "../../subgraphs/kernel/live/mapped";
import { InFlight } from "../calls/in-flight";
import type { Part } from "../engine/answering/delivery";
import { Written } from "../engine/answering/fetched";
import type { PreparedOperation } from "../engine/prepared-operation";
import type { Variables } from "../engine/run";
import type { EndSignal } from "../engine/subgraph-call";
import type { SupergraphEngine } from "../federation/supergraph-engine";
import type { Piece } from "../front/parts";
import { SwappableGateway } from "../front/swappable-gateway";
import { asData } from "../front/written-answer";
import type { OpenQuestion } from "./apollo";
import { labelsFor } from "./labels";
import type { maskForeign } from "./mask";
import type { OpenCall } from "./running";

export interface ExecutorParts {
  /** Equal reads under way with equal forwarded headers are executed once. */
  readonly share: boolean;
  /** Labels of @override that hold for everybody. */
  readonly labels: readonly string[];
  readonly mask: ReturnType<typeof maskForeign>;
}

/** What Apollo Server wants of a gateway, for any supergraph. */
export class OpenExecutor extends SwappableGateway<OpenCall> {
  private readonly flights: InFlight<Answer> | undefined;

  constructor(
    engine: SupergraphEngine<OpenCall>,
    private readonly parts: ExecutorParts,
  ) {
    super(engine);
    this.flights = parts.share ? new InFlight() : undefined;
  }

  protected readonly execute: GatewayExecutor = async (asked) => {
    const { schema, document, operationName, request, queryHash } = asked;
    const question = asked.context as OpenQuestion;
    const engine = this.engineOf(schema);
    const name = operationName ?? request.operationName;
    try {
      const { permissions, forwarded, identity, parts, timeline } = question;
      const labels = labelsFor(engine.labels, this.parts.labels);
      const variables = request.variables ?? {};
      const inParts = parts.taken ? variables : undefined;
      const startedAt = timeline ? performance.now() : 0;
      const prepared = await engine.prepareBeside(document, name, queryHash, { permissions, labels, inParts });
      if (timeline) timeline.plan = { startedAt, ms: performance.now() - startedAt, isNew: this.isFirst(prepared) };
      if (prepared.defers.length > 0) return await this.inParts(engine, prepared, variables, question);
      const run = (signal?: EndSignal) =>
        engine.write(prepared, { variables, context: question, ...(signal && { signal }) });
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

  private async inParts(
    engine: SupergraphEngine<OpenCall>,
    prepared: PreparedOperation,
    variables: Variables,
    question: OpenQuestion,
  ) {
    const until = prepared.kind === "mutation" ? {} : { signal: question.signal };
    const { first, rest } = await engine.deliver(prepared, { variables, contextOf: () => question, ...until });
    if (rest) question.parts.pieces = new Mapped(rest, (part) => this.shown(part));
    return first;
  }

  private shown({ incremental, hasNext }: Part): Piece {
    const masked = (error: GraphQLError) => this.parts.mask(error.toJSON(), error);
    const each = incremental.map(({ errors, ...rest }) => ({ ...rest, ...(errors && { errors: errors.map(masked) }) }));
    return { incremental: each, hasNext };
  }
}

type Answer = Awaited<ReturnType<SupergraphEngine<OpenCall>["write"]>>;

const toResult = (answer: Answer) => (answer instanceof Written ? { data: asData(answer) } : answer);
