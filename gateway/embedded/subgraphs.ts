import { Refusal } from "../../subgraphs/kernel/refusal";
import type { CallPeer } from "../../subgraphs/kernel/call/peer";
import { migrate } from "../../subgraphs/kernel/database/migrate";
import type { Logger } from "../../subgraphs/kernel/logger";
import type { Postman } from "../../subgraphs/kernel/mail/postman";
import type { Vault } from "../../subgraphs/kernel/secrets/vault";
import { openSubgraph, type Subgraph } from "../../subgraphs/kernel/subgraph";
import { databaseName, OWNERS } from "./owners";
import type { OwnerDatabase } from "./postgres/provision";

export type Databases = ReadonlyMap<string, OwnerDatabase>;

/** Migrates every owner's database, all at once: they know nothing of each other. */
export async function migrateAll(databases: Databases): Promise<void> {
  await Promise.all(
    OWNERS.map(({ name, migrations }) => migrate(databaseOf(databases, name).migrationUrl, [...migrations], name)),
  );
}

/** Opens every owner's subgraph in this process. Peers are asked by a function call. */
export function openAll(databases: Databases, vault: Vault, log: Logger, postman?: Postman): Map<string, Subgraph> {
  const opened = new Map<string, Subgraph>();
  const callPeer: CallPeer = async (name, request, call) => {
    const peer = opened.get(name);
    if (!peer) throw new Refusal("SERVICE_UNAVAILABLE", `The service "${name}" cannot be asked right now.`);
    return peer.execute(request, call);
  };
  for (const definition of OWNERS) {
    const { url } = databaseOf(databases, definition.name);
    const child = log.child({ subgraph: definition.name });
    opened.set(definition.name, openSubgraph(definition, url, child, { callPeer, vault, postman }));
  }
  return opened;
}

export function databaseOf(databases: Databases, owner: string): OwnerDatabase {
  const found = databases.get(databaseName(owner));
  if (!found) throw new Error(`No database was made for the owner ${owner}.`);
  return found;
}
