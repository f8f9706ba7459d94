import type { QueryPlan } from "@apollo/query-planner";
import { GraphQLError, print, type DocumentNode } from "graphql";
import { LRUCache } from "lru-cache";
import type { Contract } from "../../contract/contract.js";
import { PlannerWorker, type AskedPlan } from "./planner-worker.js";
import type { Labels } from "./planning.js";
import type { FactsBeside } from "./supergraph-facts.js";

/** Plans somewhere else than where answers are made. */
export interface Planner {
  /** Rejects with a GraphQLError (OPERATION_NOT_PLANNED), which has `details` when a bound was broken. */
  plan(document: DocumentNode, labels: Labels): Promise<QueryPlan>;
}

export interface PlannerBounds {
  /** For one operation. */
  readonly planMs: number;
  /** From the start of the thread until it has read its supergraph. */
  readonly startMs: number;
  /** Of the thread's heap, with the supergraph in it. */
  readonly memoryMb: number;
  /** Operations that wait for their turn. More are turned away. */
  readonly waiting: number;
  /** A thread that was not needed for so long ends. */
  readonly idleMs: number;
  /** An operation that broke a bound is not tried again for so long. */
  readonly refusedMs: number;
}

/**
 * Far from what honest operations need: with fifteen others waiting for the machine's two cores, the dearest trusted
 * document of the hub was planned in 0.6 s, and its thread had read the supergraph after 5 s.
 */
export const PLANNER_BOUNDS: PlannerBounds = {
  planMs: 3000,
  startMs: 30_000,
  memoryMb: 512,
  waiting: 50,
  idleMs: 300_000,
  refusedMs: 60_000,
};

/** How many operations that broke a bound are remembered. */
const MAX_REFUSED = 200;

/**
 * Plans in a thread of its own, so that nobody waits while an operation is planned but those who asked it. The thread
 * starts with the first operation and takes one after the other. One that breaks a bound ends with the thread, is
 * refused, and the next operation gets a new thread.
 */
export class PlannerThread implements Planner {
  private readonly bounds: PlannerBounds;
  private readonly refused: LRUCache<string, GraphQLError>;
  private worker: PlannerWorker | undefined;
  private idle: NodeJS.Timeout | undefined;
  private waiting = 0;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly supergraphSdl: string,
    bounds: Partial<PlannerBounds> = {},
  ) {
    this.bounds = { ...PLANNER_BOUNDS, ...bounds };
    this.refused = new LRUCache({ max: MAX_REFUSED, ttl: this.bounds.refusedMs });
  }

  async plan(document: DocumentNode, labels: Labels): Promise<QueryPlan> {
    const asked = { text: print(document), labels };
    const key = JSON.stringify([asked.text, ...labels]);
    const refused = this.refused.get(key);
    if (refused) throw refused;
    if (this.waiting >= this.bounds.waiting) throw overBound("busy", this.bounds.waiting);
    return this.inTurn(() => this.planNow(asked, key));
  }

  /**
   * What the thread reads in its supergraph, and what each contract takes away of it. Rejects, with the reason, when it
   * cannot, or when nothing is left under a contract.
   */
  read(contracts: readonly Contract[] = []): Promise<FactsBeside> {
    return this.inTurn(() => this.readNow(contracts));
  }

  /** Whether there is a thread. */
  get isAwake(): boolean {
    return this.worker !== undefined;
  }

  /** Ends the thread when what waits is done. It can be used again. */
  async close(): Promise<void> {
    while (this.waiting > 0) await this.last;
    clearTimeout(this.idle);
    await this.rest();
  }

  private inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    this.waiting++;
    const turn = this.last.then(work);
    this.last = turn.catch(() => undefined).finally(() => this.waiting--);
    return turn;
  }

  private async rest(): Promise<void> {
    const { worker } = this;
    this.worker = undefined;
    await worker?.end();
  }

  private async planNow(asked: AskedPlan, key: string): Promise<QueryPlan> {
    const { planMs, memoryMb } = this.bounds;
    clearTimeout(this.idle);
    const reply = await (await this.ready()).ask(asked, planMs);
    if (reply === "fault") throw notPlanned(new Error("The planner's thread is gone."));
    if (typeof reply === "string") {
      const error = overBound(reply, reply === "time" ? planMs : memoryMb);
      this.refused.set(key, error);
      throw error;
    }
    this.restLater();
    if ("reason" in reply) throw notPlanned(new Error(reply.reason));
    return JSON.parse(reply.plan) as QueryPlan;
  }

  private async readNow(contracts: readonly Contract[]): Promise<FactsBeside> {
    clearTimeout(this.idle);
    const worker = await this.ready().catch((error: GraphQLError) => {
      throw error.originalError ?? error;
    });
    const reply = await worker.ask({ contracts }, this.bounds.startMs);
    if (typeof reply === "string") throw new Error(`The supergraph could not be read in a thread (${reply}).`);
    this.restLater();
    if ("reason" in reply) throw new Error(reply.reason);
    return reply.read;
  }

  private restLater(): void {
    this.idle = setTimeout(() => void this.rest(), this.bounds.idleMs).unref();
  }

  private async ready(): Promise<PlannerWorker> {
    const { memoryMb, startMs } = this.bounds;
    if (this.worker?.isGone) this.worker = undefined;
    const worker = (this.worker ??= new PlannerWorker(this.supergraphSdl, memoryMb, startMs));
    const isReady = await worker.isReady();
    if (isReady === true) return worker;
    this.worker = undefined;
    throw notPlanned(new Error(isReady ? isReady.reason : "The planner's thread did not start."));
  }
}

/** The reason is the planner's own and not for clients. */
export const notPlanned = (originalError: Error): GraphQLError =>
  new GraphQLError("This operation cannot be planned.", {
    originalError,
    extensions: { code: "OPERATION_NOT_PLANNED" },
  });

const overBound = (check: "time" | "memory" | "busy", limit: number): GraphQLError =>
  new GraphQLError(
    check === "busy"
      ? "Too many new operations are being planned. Ask again in a moment."
      : "This operation is too intricate to plan. Ask it in parts.",
    { extensions: { code: "OPERATION_NOT_PLANNED", details: { check, limit } } },
  );
