import { Client, types } from "pg";
import { databaseOf, type Databases } from "../gateway/embedded/subgraphs";
import { ChainWriter } from "../subgraphs/accountability/data/chain.writer";
import { Recorder } from "../subgraphs/accountability/domain/recorder.service";
import { Database } from "../subgraphs/kernel/database/database";
import { prepareContext, runWalled } from "../subgraphs/kernel/database/walled-query";
import { followRecord } from "./access-records.sample";
import { drive, type Block } from "./drive";
import type { Script, Sent } from "./waves";
import { serve } from "./worker";

// As the hub reads them: a day as text, a count as number.
types.setTypeParser(types.builtins.DATE, (text) => text);
types.setTypeParser(types.builtins.INT8, Number);

/** As many as the hub has for reads. */
const CONNECTIONS = 3;

interface Opening {
  readonly databases: Databases;
  readonly scripts: readonly Script[];
  /** As the hub does it; else as PostgreSQL does it when nobody asks. */
  readonly plansOnce: boolean;
  /** Each in its context, as the hub sends them. */
  readonly walled: boolean;
  /** And one access record for each request afterwards, by the statements the hub writes it with. */
  readonly recorded?: true;
}

interface Connection {
  readonly client: Client;
  pending: number;
}

const pools = new Map<string, Connection[]>();
let scripts: readonly Script[];
let isWalled: boolean;
let recorder: Recorder | undefined;

/** The hub's statements, sent by pg alone: named, on as many pipelined connections, in the same waves. */
const abilities = {
  async open({ databases, scripts: given, plansOnce, walled, recorded }: Opening): Promise<void> {
    scripts = given;
    isWalled = walled;
    if (recorded) recorder = openRecorder(databases);
    for (const [name, { url }] of databases) {
      const clients = Array.from({ length: CONNECTIONS }, () => new Client({ connectionString: url, pipeline: true }));
      for (const client of clients) {
        client.on("error", () => process.exit(1)); // the server has gone before us
        await client.connect();
        if (plansOnce) await client.query("set plan_cache_mode = force_generic_plan");
        await prepareContext(client);
      }
      pools.set(
        name,
        clients.map((client) => ({ client, pending: 0 })),
      );
    }
  },
  drive: (block: Block) => drive(block, replay),
  /** How many rows each statement gave, wave by wave. */
  answer: async (index: number): Promise<number[][]> =>
    Promise.all(scripts[index]!.map((wave) => Promise.all(wave.map(async (sent) => (await send(sent)).length)))),
};
export type DirectWorker = typeof abilities;

async function replay(index: number): Promise<void> {
  for (const wave of scripts[index]!) await Promise.all(wave.map(send));
  await recorder?.append([followRecord()]);
}

/** What is written differs every time, so it cannot be recorded and sent again: it is made as the hub makes it. */
function openRecorder(databases: Databases): Recorder {
  const { url } = databaseOf(databases, "accountability");
  const writer = new ChainWriter(new Database({ url, rows: [], applicationName: "bench" }));
  return new Recorder({ store: (group) => writer.store(group) });
}

async function send({ database, name, text, values, context }: Sent): Promise<unknown[]> {
  const pool = pools.get(database)!;
  const connection = pool.reduce((best, next) => (next.pending < best.pending ? next : best));
  connection.pending++;
  const { rows } = await (context && isWalled
    ? runWalled(connection.client, { name, text }, values, context)
    : connection.client.query({ name, text, values }));
  connection.pending--;
  return rows;
}

serve(abilities);
