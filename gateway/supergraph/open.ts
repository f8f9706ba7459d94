import type { Logger } from "pino";
import { ConfigError } from "../../subgraphs/kernel/config";
import { FileSource } from "./file-source";
import { Seals } from "./seal";
import { reasonOf, type SupergraphSource } from "./source";
import { UrlSource } from "./url-source";

export interface SupergraphSettings {
  /** The supergraph's file or, beside a URL, where the last one of it is kept; without one it is not kept. */
  readonly SUPERGRAPH_PATH?: string | undefined;
  readonly SUPERGRAPH_URL?: string | undefined;
  readonly SUPERGRAPH_KEYS?: string | undefined;
}

/** What the settings are called where they are set: faults name them so. */
export type SettingNames = Readonly<Record<keyof SupergraphSettings, string>>;
const OWN_NAMES: SettingNames = {
  SUPERGRAPH_PATH: "SUPERGRAPH_PATH",
  SUPERGRAPH_URL: "SUPERGRAPH_URL",
  SUPERGRAPH_KEYS: "SUPERGRAPH_KEYS",
};

export interface Opened<Hub> {
  readonly hub: Hub;
  readonly supergraph: string;
  readonly source: SupergraphSource;
}

/**
 * Serves the supergraph that the settings name: that of a URL, the last one kept where that is away or cannot be used, or
 * that of a file. Rejects, with each reason, when none can be served.
 */
export async function serveSupergraph<Hub>(
  { SUPERGRAPH_PATH, SUPERGRAPH_URL, SUPERGRAPH_KEYS }: SupergraphSettings,
  serve: (supergraph: string) => Promise<Hub>,
  log: Logger,
  names: SettingNames = OWN_NAMES,
): Promise<Opened<Hub>> {
  const seals = SUPERGRAPH_KEYS === undefined ? undefined : new Seals(SUPERGRAPH_KEYS, names.SUPERGRAPH_KEYS);
  const file = SUPERGRAPH_PATH === undefined ? undefined : new FileSource(SUPERGRAPH_PATH, seals);
  if (SUPERGRAPH_URL === undefined) {
    if (!file) throw new ConfigError(`${names.SUPERGRAPH_PATH}: missing`);
    return first(names.SUPERGRAPH_PATH, file, serve);
  }
  const url = new UrlSource({ url: SUPERGRAPH_URL, seals, keptAt: SUPERGRAPH_PATH, log });
  try {
    return await first(names.SUPERGRAPH_URL, url, serve);
  } catch (fault) {
    if (!file) throw fault;
    log.warn({ reason: (fault as Error).message }, "the supergraph kept last is used");
    return { ...(await first(names.SUPERGRAPH_PATH, file, serve)), source: url };
  }
}

async function first<Hub>(
  setting: string,
  source: SupergraphSource,
  serve: (supergraph: string) => Promise<Hub>,
): Promise<Opened<Hub>> {
  const fault = (reason: string): ConfigError => new ConfigError(`${setting}: ${reason}`);
  const supergraph = await source.read().catch((error: Error) => {
    throw fault(reasonOf(error));
  });
  if (supergraph === undefined) throw fault("cannot be read");
  const hub = await serve(supergraph).catch((error: Error) => {
    throw error instanceof ConfigError ? error : fault(error.message);
  });
  await source.used();
  return { supergraph, hub, source };
}
