import "../gateway/config";
import { readFile } from "node:fs/promises";
import type { JWK } from "jose";
import type { Calls } from "../gateway/calls/calls";
import { inProcess } from "../gateway/calls/in-process";
import { overHttp } from "../gateway/calls/over-http";
import { signerFrom } from "../gateway/calls/signer";
import { openAll, type Databases } from "../gateway/embedded/subgraphs";
import { openVault } from "../gateway/embedded/vault-keys";
import type { PreparedOperation } from "../gateway/engine/prepared-operation";
import { SupergraphEngine } from "../gateway/federation/supergraph-engine";
import { identifyByToken } from "../gateway/identity/bearer";
import { EmbeddedIssuer } from "../gateway/identity/embedded-issuer";
import { createHub } from "../gateway/server";
import { statementsSent } from "../subgraphs/kernel/database/reader";
import { createLogger } from "../subgraphs/kernel/logger";
import type { Call } from "../subgraphs/kernel/viewer";
import { drive, type Block } from "./drive";
import { personasOf, type Subject } from "./people";
import { DIRECTORY } from "./prepare";
import { FIRST, followDocument, type Counted } from "./question";
import { losingRecords, readWithoutContext } from "./unguarded";
import { serve } from "./worker";

/**
 * Subgraphs in this process, or at these addresses with calls signed by this key. `unguarded`: the databases are those
 * of a role that row-level security does not bind, and nothing is recorded.
 */
export type Reach =
  | { readonly databases: Databases; readonly unguarded?: true }
  | { readonly endpoints: ReadonlyMap<string, string>; readonly key: JWK };

interface State {
  readonly engine: SupergraphEngine<Call>;
  readonly prepared: PreparedOperation;
  readonly subjects: readonly Subject[];
}
let state: State;
const counted: Counted = { calls: 0, statements: 0 };
const log = createLogger("bench", "fatal");

/** The gateway, and in-process the whole hub: asked without its front (`drive`), or over HTTP at `url`. */
const abilities = {
  async open({ reach, subjects }: { reach: Reach; subjects: readonly Subject[] }): Promise<{ url: string }> {
    const { call } = await connect(reach);
    const counting: Calls["call"] = (...asked) => {
      counted.calls++;
      return call(...asked);
    };
    const supergraph = await readFile("schema/supergraph.graphql", "utf8");
    const engine = new SupergraphEngine<Call>(supergraph, counting);
    state = { engine, prepared: engine.prepare(await followDocument()), subjects };
    const personas = personasOf(subjects);
    const issuer = await EmbeddedIssuer.open({ directory: DIRECTORY, personas, production: false });
    const identify = identifyByToken(issuer.trust(), log);
    const hub = await createHub({ supergraph, call: counting, identify, log, production: false });
    await hub.listen(0, "127.0.0.1");
    return { url: hub.address! };
  },
  drive: (block: Block) => drive(block, (index) => execute(index)),
  /** The answer as it would leave, and what it took. */
  async answer(index: number): Promise<{ text: string; counted: Counted }> {
    const count = (): void => void counted.statements++;
    Object.assign(counted, { calls: 0, statements: 0 });
    statementsSent.subscribe(count);
    const text = JSON.stringify(await execute(index));
    statementsSent.unsubscribe(count);
    return { text, counted: { ...counted } };
  },
};
export type GatewayWorker = typeof abilities;

async function connect(reach: Reach): Promise<Calls> {
  if ("databases" in reach) {
    const calls = inProcess({ subgraphs: openAll(reach.databases, await openVault(DIRECTORY), log), log });
    if (!reach.unguarded) return calls;
    readWithoutContext();
    return { ...calls, call: losingRecords(calls.call) };
  }
  return overHttp({ endpoints: reach.endpoints, sign: await signerFrom(JSON.stringify(reach.key)), log });
}

function execute(index: number) {
  const { id, viewer } = state.subjects[index]!;
  const context: Call = { viewer, requestId: "bench" };
  return state.engine.execute(state.prepared, { variables: { id, referrals: FIRST }, context });
}

serve(abilities);
