import { randomUUID } from "node:crypto";
import {
  getOperationAST,
  GraphQLError,
  type DocumentNode,
  type FormattedExecutionResult,
  type OperationDefinitionNode,
} from "graphql";
import { LRUCache } from "lru-cache";
import type { Logger } from "pino";
import { hashOf } from "../../subgraphs/kernel/hash";
import { Mapped } from "../../subgraphs/kernel/live/mapped";
import type { Mailbox } from "../../subgraphs/kernel/live/mailbox";
import { Opening } from "../../subgraphs/kernel/live/opening";
import { Refusal } from "../../subgraphs/kernel/refusal";
import type { Viewer } from "../../subgraphs/kernel/viewer";
import { audienceOf, viewOf, type ByAudience } from "../audiences/views";
import type { OpenStream } from "../calls/calls";
import { valuesIn, type AccessBook } from "../disclosure/access-book";
import type { Account, AccountedCall } from "../disclosure/accounted-call";
import { Disclosed } from "../disclosure/disclosed";
import type { Followed } from "../engine/engine";
import type { PreparedOperation } from "../engine/prepared-operation";
import type { PlannerThread } from "../planning/planner/planner-thread";
import type { SubgraphAnswer } from "../engine/subgraph-call";
import type { SupergraphEngine } from "../federation/supergraph-engine";
import type { Identified } from "../identity/identify";
import { maskErrors } from "../front/mask";
import type { Admission } from "../limits/admission";
import type { Demand, Demanded } from "../limits/cost/demand";
import type { Documents } from "../limits/documents";
import { validDocument } from "../limits/valid-document";
import { checkVariables } from "../limits/variables";
import { continuationOf } from "./continuation";
import { SharedStream } from "./shared-stream";
import type { Wish } from "./wish";

/** The engine of the present supergraph, and what its answers are held to. */
export interface Running {
  readonly engine: SupergraphEngine<AccountedCall>;
  readonly account: Account;
  /** The engine as each audience sees it, where they see different things. */
  readonly views?: ByAudience<SupergraphEngine<AccountedCall>> | undefined;
  /** What plans for the engine beside it. */
  readonly planner?: PlannerThread;
}

export interface SubscriptionParts {
  readonly stream: OpenStream;
  readonly book: AccessBook;
  readonly documents: Documents;
  readonly admission: Admission;
  /** What one event may cost. */
  readonly demand: Demand;
  readonly log: Logger;
  readonly production: boolean;
  readonly waitingEvents: number;
}

export type LiveAnswer = FormattedExecutionResult;

/** A subscription that was weighed, validated and planned. */
export interface Planned extends Running {
  readonly name: string | null;
  readonly hash: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly prepared: PreparedOperation;
  /** Of the supergraph: streams of one are not shared with those of another. */
  readonly generation: number;
  /** See {@link continuationOf}. */
  readonly continues: (variables: object) => boolean;
}

type Open = Extract<Followed, { request: unknown }>;

const REMEMBERED_DOCUMENTS = 500;

/**
 * Subscriptions as clients open them, over whatever door. Clients of one identity who follow the same share one stream:
 * one upstream at the owner, one execution and one access record per event.
 */
export class Subscriptions {
  private readonly shared = new Map<string, SharedStream<LiveAnswer>>();
  private planned = new LRUCache<string, Planned>({ max: REMEMBERED_DOCUMENTS });
  private generation = 0;
  private readonly mask: ReturnType<typeof maskErrors>;

  constructor(
    private readonly parts: SubscriptionParts,
    private running: Running,
  ) {
    this.mask = maskErrors(parts.log, parts.production);
  }

  /** Streams at owners that are open now, each shared by all who follow the same. */
  get size(): number {
    return this.shared.size;
  }

  /** Subscriptions opened from now on; those that are open go on as they were planned. */
  use(running: Running): void {
    this.running = running;
    this.planned = new LRUCache({ max: REMEMBERED_DOCUMENTS });
    this.generation++;
  }

  /**
   * Rejects what may not be asked, is too large, is no subscription or does not fit the schema. What nobody asked before
   * is planned beside, like a question.
   */
  async plan(
    { document, operationName = null }: Omit<Wish, "variables">,
    { viewer, mayExplore }: Pick<Identified, "viewer" | "mayExplore">,
  ): Promise<Planned> {
    const text = this.parts.documents.textOf(document, mayExplore);
    const hash = hashOf(text);
    const { planned, running } = this;
    const engine = viewOf(running.views, viewer, running.engine);
    const key = `${audienceOf(running.views, viewer)} ${hash} ${operationName ?? ""}`;
    const known = planned.get(key) ?? (await this.prepare(engine, text, hash, operationName ?? undefined));
    planned.set(key, known);
    return known;
  }

  /** Follows it for a viewer. What cannot be opened fails the first item. */
  open(planned: Planned, viewer: Viewer, variables: Record<string, unknown>): Mailbox<LiveAnswer> {
    checkVariables(variables);
    this.parts.demand.estimate(planned.engine, demandedBy(planned, variables));
    const own = planned.continues(variables) ? randomUUID() : undefined;
    const key = JSON.stringify([planned.generation, planned.hash, planned.name, viewer, variables, own]);
    const known = this.shared.get(key);
    if (known) return known.join();
    const followed = planned.engine.follow(planned.prepared, variables);
    if ("errors" in followed) throw followed.errors[0]!;
    const stream: SharedStream<LiveAnswer> = new SharedStream(
      this.follow(planned, followed, viewer),
      this.parts.waitingEvents,
      () => this.shared.delete(key),
    );
    this.shared.set(key, stream);
    return stream.join();
  }

  /** Turns an error into what a client may see of it. */
  shown(error: unknown) {
    const known = error instanceof GraphQLError ? error : new GraphQLError("", { originalError: error as Error });
    const inner = known.originalError instanceof GraphQLError ? known.originalError : known;
    return this.mask(inner.toJSON(), inner);
  }

  private async prepare(
    engine: Running["engine"],
    text: string,
    hash: string,
    operationName: string | undefined,
  ): Promise<Planned> {
    const { running, generation } = this;
    this.parts.admission.admit(text, engine.schema);
    const document = await validDocument(text, engine.schema);
    const prepared = await engine.prepareBeside(document, operationName, hash);
    const operation = getOperationAST(document, operationName);
    if (prepared.kind !== "subscription" || !operation) {
      throw new Refusal("OPERATION_NOT_SUPPORTED", "Only subscriptions are opened here: ask the rest by POST.");
    }
    const continues = continuationOf(document, operationName);
    return { ...running, generation, document, operation, prepared, hash, name: prepared.name, continues };
  }

  private follow(planned: Planned, followed: Open, viewer: Viewer): AsyncIterator<LiveAnswer, undefined> {
    const call = { viewer, requestId: randomUUID() };
    const { log } = this.parts;
    const about = { ...call, operationName: planned.name, viewer: undefined, role: viewer.role };
    log.info({ ...about, organisationId: viewer.organisationId, purpose: viewer.purpose }, "subscription");
    const events = new Opening(this.parts.stream(followed.request, call));
    return new Mapped(events, (event) => this.tell(planned, followed, viewer, event));
  }

  /** One event, whole: decided about now, paid for, completed, recorded; only then does it leave. */
  private async tell(planned: Planned, followed: Open, viewer: Viewer, event: SubgraphAnswer): Promise<LiveAnswer> {
    const { engine, account, prepared } = planned;
    const disclosed = new Disclosed();
    const call: AccountedCall = { viewer, requestId: randomUUID(), disclosed };
    const checked = account.check(followed.request, event, call);
    const complete = () => engine.complete(prepared, followed, checked, { context: call });
    const demanded = demandedBy(planned, followed.variables);
    const { data, errors } = await this.parts.demand.paid(engine, demanded, viewer, complete);
    await this.parts.book.record({
      ...{ viewer, requestId: call.requestId, disclosed, hasValues: valuesIn(data) },
      kind: "subscription",
      operationName: planned.name,
      documentHash: planned.hash,
    });
    const extensions = { requestId: call.requestId };
    return errors
      ? { data, errors: errors.map((error) => this.mask(error.toJSON(), error)), extensions }
      : { data, extensions };
  }
}

const demandedBy = ({ document, operation }: Planned, variables: Demanded["variables"]): Demanded => ({
  document,
  operation,
  variables,
});
