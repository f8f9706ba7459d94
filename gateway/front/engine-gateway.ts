import type { GatewayExecutor } from "@apollo/server-gateway-interface";
import { GraphQLError, type ExecutionResult } from "graphql";
import { setImmediate as nextTurn } from "node:timers/promises";
import { Refusal } from "../../subgraphs/kernel/refusal";
import type { Viewer } from "../../subgraphs/kernel/viewer";
import { valuesIn, type AccessBook } from "../disclosure/access-book";
import type { AccountedCall } from "../disclosure/accounted-call";
import { Disclosed } from "../disclosure/disclosed";
import { Fetched, Written } from "../engine/answering/fetched";
import type { PreparedOperation } from "../engine/prepared-operation";
import type { EndSignal } from "../engine/subgraph-call";
import type { SupergraphEngine } from "../federation/supergraph-engine";
import { explain } from "../telemetry/explain";
import type { Asked, Exchange } from "./exchange";
import { gatherParts } from "./gather-parts";
import { answerInParts, type PartsParts } from "./recorded-parts";
import { SwappableGateway } from "./swappable-gateway";
import { asData } from "./written-answer";

const notOverHttp = (): Refusal =>
  new Refusal(
    "OPERATION_NOT_SUPPORTED",
    "Subscriptions are opened over a socket (graphql-ws) or as a stream of events (accept: text/event-stream), at the same address.",
  );

export interface Showing {
  /** Everybody may see how an answer was made, not developers only. */
  readonly isOpen: boolean;
  /** What a client may see of an error. */
  readonly mask: PartsParts["mask"];
  /** Whether the document with this hash was planned before anybody asked it. */
  readonly isWarm: (hash: string) => boolean;
}

/** The hub's: every answer is recorded before it leaves. */
export class EngineGateway extends SwappableGateway<AccountedCall> {
  constructor(
    engine: SupergraphEngine<AccountedCall>,
    private readonly book: AccessBook,
    private readonly showing: Showing,
  ) {
    super(engine);
  }

  private isNew(prepared: PreparedOperation, hash: string): boolean {
    return this.isFirst(prepared) && !this.showing.isWarm(hash);
  }

  /** Prepared once per document and operation: the engine keeps them by the hash Apollo has made already. */
  protected readonly execute: GatewayExecutor = async (asked) => {
    const { schema, document, operationName, queryHash, context } = asked;
    const { exchange } = context as Asked;
    const { viewer, requestId, signal, deadline, trace, timeline } = exchange;
    if (!viewer) throw new Error("A question came this far without a viewer.");
    const engine = this.engineOf(schema);
    try {
      // Apollo knows the name of an only operation that the client left out, and none for one that is not there.
      const startedAt = performance.now();
      const inParts = exchange.takesParts ? (asked.request.variables ?? {}) : undefined;
      const name = operationName ?? asked.request.operationName;
      const prepared = await engine.prepareBeside(document, name, queryHash, { inParts });
      timeline.plan = { startedAt, ms: performance.now() - startedAt, isNew: this.isNew(prepared, queryHash) };
      if (prepared.kind === "subscription") throw notOverHttp();
      // A mutation that has begun is finished, whether or not the client waits for the answer.
      const until = prepared.kind === "query" ? { signal } : {};
      if (prepared.defers.length > 0) return await this.answerInParts(asked, engine, prepared, until);
      const disclosed = new Disclosed();
      const call: AccountedCall = { viewer, requestId, deadline, trace, timeline, disclosed };
      const request = { variables: asked.request.variables ?? {}, context: call, ...until };
      const fetched = await engine.fetch(prepared, request);
      if (!(fetched instanceof Fetched)) return fetched;
      exchange.awaitRecord(
        this.book.record({
          ...{ viewer, requestId, disclosed },
          kind: prepared.kind,
          operationName: operationName ?? null,
          documentHash: queryHash,
          hasValues: fetched.hasValues,
        }),
      );
      // The record leaves for its database first, which works while the answer is written.
      await nextTurn();
      if (this.showsPlan(exchange)) return { ...fetched.shape(), extensions: explained(prepared, exchange) };
      const answer = fetched.write();
      return answer instanceof Written ? { data: asData(answer) } : answer;
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [error] };
      throw error;
    }
  };

  /** The first part is the answer that Apollo Server sees; the others follow it over the same exchange. */
  private async answerInParts(
    { operationName, request, queryHash, context }: Parameters<GatewayExecutor>[0],
    engine: SupergraphEngine<AccountedCall>,
    prepared: PreparedOperation,
    until: { readonly signal?: EndSignal },
  ): ReturnType<GatewayExecutor> {
    const { exchange } = context as Asked;
    const { viewer, requestId, deadline, trace, timeline } = exchange as Exchange & { readonly viewer: Viewer };
    const about = { viewer, requestId, kind: prepared.kind, operationName, documentHash: queryHash };
    const parts = {
      engine,
      call: { viewer, requestId, deadline, trace, timeline },
      record: (disclosed: Disclosed, data: ExecutionResult["data"]) =>
        this.book.record({ ...about, disclosed, hasValues: valuesIn(data) }),
      mask: (...error: Parameters<PartsParts["mask"]>) => {
        const shown = this.showing.mask(...error);
        exchange.noteError(shown.extensions);
        return shown;
      },
    };
    const variables = request.variables ?? {};
    const { first, recorded, pieces } = await answerInParts(parts, prepared, { variables, ...until });
    exchange.awaitRecord(recorded);
    const showsPlan = pieces && this.showsPlan(exchange);
    exchange.pieces = showsPlan ? gatherParts(null, pieces, () => explained(prepared, exchange)) : pieces;
    return first;
  }

  private showsPlan({ wantsPlan, mayExplore }: Exchange): boolean {
    return wantsPlan && (mayExplore || this.showing.isOpen);
  }
}

/** How an answer was made; of one in parts, when the last has come. */
const explained = ({ plan }: PreparedOperation, { timeline, started }: Exchange) => ({
  plan: explain(plan, timeline, started),
});
