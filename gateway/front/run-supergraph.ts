import { ConfigError } from "../../subgraphs/kernel/config";
import { AUDIENCES } from "../audiences/audience";
import { viewsOf } from "../audiences/views";
import { Account, accounted } from "../disclosure/accounted-call";
import { SupergraphEngine } from "../federation/supergraph-engine";
import type { Documents } from "../limits/documents";
import type { Running } from "../live/subscriptions";
import { modelBeside, modelOf } from "../planning/supergraph-model";
import type { HubOptions } from "../server";
import { warm } from "./warm";

type Given = Pick<HubOptions, "call" | "log" | "addresses" | "contracts" | "planner"> & {
  readonly documents: Documents;
};

/**
 * A supergraph ready to be asked, every trusted document planned. Every answer of its engine goes through the account:
 * there is no other way to the subgraphs. `beside`: somebody is served meanwhile, whom this must not keep waiting, until
 * it is aborted. Rejects when the supergraph or a trusted document over it cannot be planned, or a subgraph has no address.
 */
export async function runSupergraph(supergraph: string, given: Given, beside?: AbortSignal): Promise<Running> {
  const { call, log, addresses, documents } = given;
  const planner = given.planner?.(supergraph);
  const contracts = given.contracts ? AUDIENCES.map(({ contract }) => contract) : [];
  try {
    if (beside && planner) await modelBeside(supergraph, contracts, (all) => planner.read(all));
    const account = new Account(modelOf(supergraph).document, log);
    const engine = new SupergraphEngine(supergraph, accounted(account, call), { planner });
    const missing = engine.services.filter((service) => addresses && !addresses.has(service));
    if (missing.length > 0) throw new ConfigError(`SUBGRAPH_URLS: no address for ${missing.join(", ")}`);
    await warm(engine, documents, beside);
    return { account, engine, ...(given.contracts && { views: viewsOf(engine) }), ...(planner && { planner }) };
  } catch (error) {
    await planner?.close();
    throw error;
  }
}
