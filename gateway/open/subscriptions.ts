import { randomUUID } from "node:crypto";
import { getOperationAST, GraphQLError, type GraphQLFormattedError } from "graphql";
import { hashOf } from "../../subgraphs/kernel/hash";
import { Mapped } from "../../subgraphs/kernel/live/mapped";
import { Opening } from "../../subgraphs/kernel/live/opening";
import { Refusal } from "../../subgraphs/kernel/refusal";
import type { SubgraphAnswer } from "../engine/subgraph-call";
import type { Admission } from "../limits/admission";
import type { Demand } from "../limits/cost/demand";
import type { AnyDocument } from "../limits/documents";
import type { Limits } from "../limits/limits";
import { validDocument } from "../limits/valid-document";
import { checkVariables } from "../limits/variables";
import type { Following } from "../live/following";
import type { Wish } from "../live/wish";
import { isSameCaller, type Caller, type Callers } from "./caller";
import { payerOf } from "./demand";
import { labelsFor } from "./labels";
import type { maskForeign } from "./mask";
import type { OpenCall, Running } from "./running";

export interface OpenSubscriptionParts {
  /** The supergraph in use. */
  readonly running: () => Running;
  readonly callers: Callers;
  readonly documents: AnyDocument;
  readonly admission: Admission;
  readonly limits: Limits;
  readonly labels: readonly string[];
  readonly demand: Demand | undefined;
  readonly mask: ReturnType<typeof maskForeign>;
  readonly development: boolean;
}

/** Subscriptions of any supergraph, over whatever door: each has a stream of its own at the subgraph that owns it. */
export class OpenSubscriptions implements Following<Caller> {
  private followed = 0;
  readonly headers: ReadonlySet<string>;

  constructor(private readonly parts: OpenSubscriptionParts) {
    this.headers = parts.callers.headers;
  }

  /** How many are open. */
  get size(): number {
    return this.followed;
  }

  readonly identify: Following<Caller>["identify"] = (introduced) => this.parts.callers.of(introduced);
  /** Whose answers cost nothing here is not counted either: see {@link OpenSubscriptionParts.demand}. */
  readonly spend = (): Promise<void> => Promise.resolve();
  readonly untilOf = ({ until }: Caller): number => until;
  readonly clientOf = ({ client }: Caller): string => client;
  readonly isSame = isSameCaller;

  /** To its end it goes by the supergraph, the labels of @override and the rights it was opened with. */
  readonly open = async (caller: Caller, wish: Wish): Promise<AsyncIterator<object, undefined>> => {
    const running = this.parts.running();
    const release = running.hold();
    this.followed++;
    const end = (): void => {
      this.followed--;
      release();
    };
    try {
      return await this.follow(running, caller, wish, end);
    } catch (error) {
      end();
      throw error;
    }
  };

  /** What a client may see of an error. */
  readonly shown = (error: unknown): GraphQLFormattedError => {
    const known = error instanceof GraphQLError ? error : new GraphQLError("", { originalError: error as Error });
    const inner = known.originalError instanceof GraphQLError ? known.originalError : known;
    const shown = this.parts.mask(inner.toJSON(), inner);
    // Guesses name what is in the schema.
    return this.parts.development ? shown : { ...shown, message: shown.message.replace(/ ?Did you mean .+\?$/s, "") };
  };

  private async follow({ engine, streams }: Running, caller: Caller, wish: Wish, onEnd: () => void) {
    const { demand } = this.parts;
    const { prepared, document, operation } = await this.plan(engine, caller, wish);
    const variables = wish.variables ?? {};
    const demanded = { document, operation, variables };
    demand?.estimate(engine, demanded);
    const followed = engine.follow(prepared, variables);
    if ("errors" in followed) throw followed.errors[0]!;
    const callOf = (): OpenCall => ({ requestId: randomUUID(), forwarded: caller.forwarded });
    const tell = async (event: SubgraphAnswer) => {
      const complete = () => engine.complete(prepared, followed, event, { context: callOf() });
      const { data, errors } = await (demand ? demand.paid(engine, demanded, payerOf(caller), complete) : complete());
      return { data, ...(errors && { errors: errors.map((error) => this.shown(error)) }) };
    };
    return new Mapped(new Opening(streams.open(followed.request, callOf())), tell, onEnd);
  }

  private async plan(engine: Running["engine"], { permissions }: Caller, wish: Wish) {
    const { admission, documents, limits, labels: held } = this.parts;
    const text = documents.textOf(wish.document);
    if (wish.variables) checkVariables(wish.variables, limits);
    admission.admit(text, engine.schema);
    const document = await validDocument(text, engine.schema, limits.tokens);
    const name = wish.operationName ?? undefined;
    const labels = labelsFor(engine.labels, held);
    const prepared = await engine.prepareBeside(document, name, hashOf(text), { permissions, labels });
    const operation = getOperationAST(document, name);
    if (prepared.kind !== "subscription" || !operation)
      throw new Refusal("OPERATION_NOT_SUPPORTED", "Only subscriptions are opened here: ask the rest by POST.");
    return { prepared, document, operation };
  }
}
