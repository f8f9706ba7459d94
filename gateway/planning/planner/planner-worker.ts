import { once } from "node:events";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { Labels } from "./planning.js";
import type { Contract } from "../../contract/contract.js";
import type { FactsBeside } from "./supergraph-facts.js";

/** What the thread is sent: an operation to plan, */
export interface AskedPlan {
  readonly text: string;
  readonly labels: Labels;
}

/** or that its supergraph is to be read, also under contracts. */
export interface AskedFacts {
  readonly contracts: readonly Contract[];
}

/** As JSON. */
export interface Plan {
  readonly plan: string;
}

/** What the supergraph says. */
export interface Facts {
  readonly read: FactsBeside;
}

/** Why there is nothing of what was asked for. */
export interface Refused {
  readonly reason: string;
}

/** What it sends: that it is ready, or why it cannot be, once; then one reply to each thing it was asked. */
export type Reply = "ready" | Plan | Facts | Refused;

/** Why a thread did not answer and is gone. */
export type Lost = "time" | "memory" | "fault";

const FILE = path.join(__dirname, "planner.worker.js");

/** A thread with a planner in it. One that is lost once is never used again. */
export class PlannerWorker {
  private readonly worker: Worker;
  private readonly started: Promise<Reply | Lost>;
  /** It ended by itself, or was ended. */
  isGone = false;

  constructor(supergraphSdl: string, maxOldGenerationSizeMb: number, startMs: number) {
    this.worker = new Worker(FILE, { workerData: supergraphSdl, resourceLimits: { maxOldGenerationSizeMb } });
    this.worker.on("error", () => (this.isGone = true));
    this.worker.on("exit", () => (this.isGone = true));
    this.started = this.reply(startMs);
  }

  /** Whether it has read its supergraph; when it could not, why. */
  async isReady(): Promise<boolean | Refused> {
    const started = await this.started;
    if (typeof started === "object" && "reason" in started) return started;
    return started === "ready" && !this.isGone;
  }

  /** Only when it is ready, and not more than one at a time. When it is lost the thread is ended. */
  ask(asked: AskedPlan, withinMs: number): Promise<Plan | Refused | Lost>;
  ask(asked: AskedFacts, withinMs: number): Promise<Facts | Refused | Lost>;
  async ask(asked: AskedPlan | AskedFacts, withinMs: number): Promise<Reply | Lost> {
    this.worker.ref();
    const reply = this.reply(withinMs);
    this.worker.postMessage(asked);
    return reply;
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }

  /** The process may end although the thread is there. */
  private async reply(withinMs: number): Promise<Reply | Lost> {
    const settled = new AbortController();
    const { signal } = settled;
    const late = delay(withinMs, "time" as const, { signal }).catch(() => "time" as const);
    const told = once(this.worker, "message", { signal }).then(([reply]) => reply as Reply, lostBy);
    const gone = once(this.worker, "exit", { signal }).then(() => "fault" as const, lostBy);
    const reply = await Promise.race([told, gone, late]);
    settled.abort();
    this.worker.unref();
    if (typeof reply === "string" && reply !== "ready") await this.end();
    return reply;
  }
}

const lostBy = (error: unknown): Lost =>
  (error as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY" ? "memory" : "fault";
