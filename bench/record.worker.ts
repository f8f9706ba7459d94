import "../gateway/config";
import { setTimeout as delay } from "node:timers/promises";
import { readFile } from "node:fs/promises";
import { Client } from "pg";
import { inProcess } from "../gateway/calls/in-process";
import { openAll, type Databases } from "../gateway/embedded/subgraphs";
import { openVault } from "../gateway/embedded/vault-keys";
import { SupergraphEngine } from "../gateway/federation/supergraph-engine";
import { SET_CONTEXT } from "../subgraphs/kernel/database/wall";
import { createLogger } from "../subgraphs/kernel/logger";
import type { Call } from "../subgraphs/kernel/viewer";
import type { Subject } from "./people";
import { DIRECTORY } from "./prepare";
import { FIRST, followDocument } from "./question";
import type { Sent } from "./waves";
import { serve } from "./worker";

interface Named {
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
  /** Of a statement behind the wall, which calls back. */
  readonly context?: readonly string[];
  callback?: (error: Error | null, result?: Answer) => void;
}
interface Answer {
  readonly rowCount: number | null;
}
type Query = (statement: Named | string) => Promise<Answer> | undefined;

const TIMES = 5;
const LATEST_MS = 12;

let sent: Sent[] = [];
let moment = 0;

/**
 * Records the statements of real requests. Each answer of the database is held back for a random while: of two
 * statements that do not need each other, now the one and now the other is first, and only true order remains.
 */
const abilities = {
  async record({ databases, subjects }: { databases: Databases; subjects: readonly Subject[] }): Promise<Sent[][][]> {
    listen();
    const log = createLogger("bench", "fatal");
    const { call } = inProcess({ subgraphs: openAll(databases, await openVault(DIRECTORY), log), log });
    const engine = new SupergraphEngine<Call>(await readFile("schema/supergraph.graphql", "utf8"), call);
    const prepared = engine.prepare(await followDocument());
    const follow = async ({ id, viewer }: Subject): Promise<Sent[]> => {
      sent = [];
      await engine.execute(prepared, { variables: { id, referrals: FIRST }, context: { viewer, requestId: "bench" } });
      return sent;
    };
    // What a process remembers between requests is asked once and is no part of a request.
    for (const subject of subjects.slice(0, 3)) await follow(subject);
    const recordings: Sent[][][] = [];
    for (const subject of subjects) {
      const own: Sent[][] = [];
      for (let time = 0; time < TIMES; time++) own.push(await follow(subject));
      recordings.push(own);
    }
    return recordings;
  },
};
export type RecordWorker = typeof abilities;

function listen(): void {
  const prototype = Client.prototype as unknown as { query: Query };
  const original = prototype.query;
  prototype.query = function (this: Client, statement: Named | string) {
    // Settings of the connection are no part of a request.
    if (typeof statement === "string" || statement.name === SET_CONTEXT.name) return original.call(this, statement);
    const { name, text, values, context, callback } = statement;
    const asked = { database: this.database!, name, text, values, context };
    const own: Sent = { ...asked, rows: 0, sentAt: moment++, answeredAt: 0 };
    sent.push(own);
    const answered = (result: Answer | undefined): void => {
      own.answeredAt = moment++;
      own.rows = result?.rowCount ?? 0;
    };
    if (!callback) {
      return original.call(this, statement)?.then(async (result) => {
        await delay(Math.random() * LATEST_MS);
        answered(result);
        return result;
      });
    }
    statement.callback = (error, result) => {
      setTimeout(() => {
        answered(result);
        callback(error, result);
      }, Math.random() * LATEST_MS);
    };
    return original.call(this, statement);
  };
}

serve(abilities);
