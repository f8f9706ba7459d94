import { Importer } from "../../subgraphs/kernel/database/copy";
import type { Vault } from "../../subgraphs/kernel/secrets/vault";
import type { SubgraphDefinition } from "../../subgraphs/kernel/subgraph";
import { OWNERS } from "./owners";
import { databaseOf, type Databases } from "./subgraphs";

/**
 * Loads what is not about persons: the directory and the programmes, and the invented houses, courses and units of the
 * demonstration. Safe to repeat.
 */
export async function loadReference(databases: Databases, vault: Vault): Promise<void> {
  await Promise.all(OWNERS.map((owner) => loadOwner(owner, databaseOf(databases, owner.name).migrationUrl, vault)));
}

async function loadOwner(
  { loadReference: facts, loadDemonstration: inventions }: SubgraphDefinition,
  url: string,
  vault: Vault,
) {
  const loads = [facts, inventions].filter((load) => load !== undefined);
  if (loads.length === 0) return;
  const importer = await Importer.open(url);
  try {
    for (const load of loads) await load(importer, vault);
  } finally {
    await importer.close();
  }
}
