import { freshSigningKey } from "../gateway/identity/fresh-key";
import type { Databases } from "../gateway/embedded/subgraphs";
import { Asker } from "./asker";
import type { DirectWorker } from "./direct.worker";
import { drive, type Block, type Timed } from "./drive";
import type { GatewayWorker, Reach } from "./gateway.worker";
import type { Subject } from "./people";
import type { RecordWorker } from "./record.worker";
import type { SubgraphsWorker } from "./subgraphs.worker";
import { toScripts, type Script } from "./waves";
import { Worker, type Abilities } from "./worker";

/** What the others are measured by. */
export const DIRECT = "direct SQL";

/** The same statements and those of the access record: all that the hub behind its gateway asks of databases. */
export const RECORDED = "direct SQL, with access record";

/**
 * Without row-level security: the bare statements, with the hub's setting of the planner and with PostgreSQL's own; and
 * the gateway, which then also records nothing.
 */
export const UNWALLED = "direct SQL, no wall";
export const AS_IT_COMES = "direct SQL, no wall, default planning";
export const UNGUARDED = "gateway, in-process, no wall or record";
export const IN_PROCESS = "gateway, in-process";
export const OVER_HTTP = "gateway, over HTTP";

/** One way to get the same data. */
export interface Flavour {
  readonly name: string;
  /** The processes whose CPU it costs, PostgreSQL not among them. */
  readonly processes: readonly Worker<Abilities>[];
  drive(block: Block): Promise<Timed>;
  /** The GraphQL answer; the direct statements have none. */
  answer?(subject: number): Promise<string>;
}

export interface Workers {
  readonly scripts: readonly Script[];
  readonly direct: Worker<DirectWorker>;
  readonly replanned: Worker<DirectWorker>;
  readonly inProcess: Worker<GatewayWorker>;
  readonly overHttp: Worker<GatewayWorker>;
  readonly subgraphs: Worker<SubgraphsWorker>;
  readonly flavours: readonly Flavour[];
  stop(): Promise<void>;
}

/** Starts every flavour in processes of its own. */
export async function startFlavours(
  databases: Databases,
  unwalled: Databases,
  subjects: readonly Subject[],
  connections: number,
): Promise<Workers> {
  const scripts = await record(databases, subjects);
  const direct = new Worker<DirectWorker>("direct.worker");
  const replanned = new Worker<DirectWorker>("direct.worker");
  const recorded = new Worker<DirectWorker>("direct.worker");
  const bare = new Worker<DirectWorker>("direct.worker");
  const unguarded = new Worker<GatewayWorker>("gateway.worker");
  const inProcess = new Worker<GatewayWorker>("gateway.worker");
  const overHttp = new Worker<GatewayWorker>("gateway.worker");
  const subgraphs = new Worker<SubgraphsWorker>("subgraphs.worker");
  await direct.ask("open", { databases, scripts, plansOnce: true, walled: true });
  await recorded.ask("open", { databases, scripts, plansOnce: true, walled: true, recorded: true });
  await replanned.ask("open", { databases: unwalled, scripts, plansOnce: false, walled: false });
  await bare.ask("open", { databases: unwalled, scripts, plansOnce: true, walled: false });
  const key = await freshSigningKey();
  const { d: _private, ...publicKey } = key;
  const endpoints = await subgraphs.ask("open", { databases, publicKey });
  const askers: Asker[] = [];
  const open = async (worker: Worker<GatewayWorker>, reach: Reach): Promise<Asker> => {
    const { url } = await worker.ask("open", { reach, subjects });
    const asker = await Asker.open(url, subjects, connections);
    askers.push(asker);
    return asker;
  };
  const near = await open(inProcess, { databases });
  const free = await open(unguarded, { databases: unwalled, unguarded: true });
  const far = await open(overHttp, { endpoints, key });
  const split = [overHttp, subgraphs];
  return {
    ...{ scripts, direct, replanned, inProcess, overHttp, subgraphs },
    flavours: [
      { name: DIRECT, processes: [direct], drive: (block) => direct.ask("drive", block) },
      { name: RECORDED, processes: [recorded], drive: (block) => recorded.ask("drive", block) },
      { name: UNWALLED, processes: [bare], drive: (block) => bare.ask("drive", block) },
      { name: AS_IT_COMES, processes: [replanned], drive: (block) => replanned.ask("drive", block) },
      engine("engine, in-process", inProcess, [inProcess]),
      gateway(IN_PROCESS, near, [inProcess]),
      gateway(UNGUARDED, free, [unguarded]),
      engine("engine, over HTTP", overHttp, split),
      gateway(OVER_HTTP, far, split),
    ],
    async stop() {
      await Promise.all(askers.map((asker) => asker.close()));
      await Promise.all(
        [direct, recorded, replanned, bare, inProcess, unguarded, overHttp, subgraphs].map((worker) => worker.stop()),
      );
    },
  };
}

async function record(databases: Databases, subjects: readonly Subject[]): Promise<Script[]> {
  const recorder = new Worker<RecordWorker>("record.worker");
  try {
    return toScripts(await recorder.ask("record", { databases, subjects }));
  } finally {
    await recorder.stop();
  }
}

const engine = (name: string, worker: Worker<GatewayWorker>, processes: Flavour["processes"]): Flavour => ({
  name,
  processes,
  drive: (block) => worker.ask("drive", block),
  answer: async (subject) => (await worker.ask("answer", subject)).text,
});

const gateway = (name: string, asker: Asker, processes: Flavour["processes"]): Flavour => ({
  name,
  processes,
  drive: (block) => drive(block, (subject) => asker.ask(subject)),
  answer: (subject) => asker.ask(subject),
});
