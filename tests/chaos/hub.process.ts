import "../../gateway/config";
import { readFile } from "node:fs/promises";
import { openEmbeddedHub } from "../../gateway/embedded/hub";
import { PERSONAS } from "../../gateway/embedded/personas";
import { openVault } from "../../gateway/embedded/vault-keys";
import { EmbeddedIssuer } from "../../gateway/identity/embedded-issuer";
import { createLogger } from "../../subgraphs/kernel/logger";
import type { Ground } from "./ground";

/** The whole hub in a process that can be killed. Its only argument is the ground it stands on, as JSON. */
async function main(argument: string): Promise<void> {
  const { directory, databases } = JSON.parse(argument) as Pick<Ground, "directory" | "databases">;
  const issuer = await EmbeddedIssuer.open({ directory, personas: PERSONAS, production: false });
  const { hub } = await openEmbeddedHub({
    databases: new Map(databases),
    vault: await openVault(directory),
    issuer,
    supergraph: await readFile("schema/supergraph.graphql", "utf8"),
    log: createLogger("chaos", "silent"),
  });
  await hub.listen(0, "127.0.0.1");
  process.stdout.write(`${hub.address}\n`);
}

void main(process.argv[2]!);
