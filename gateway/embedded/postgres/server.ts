import { readFile } from "node:fs/promises";
import path from "node:path";
import { chooseAccount } from "./account.js";
import { findNative, mendNative, reachBinaries } from "./binaries.js";
import { initialise, replacePassword, type Site, SUPERUSER } from "./init.js";
import { type Lock, takeLock } from "./lock.js";
import { clearOrphan } from "./orphan.js";
import { keepPassword } from "./password.js";
import { chooseHome, DATA, findPlace, openDirectory } from "./place.js";
import { Supervisor } from "./supervisor.js";
import { writeWhole } from "../../../subgraphs/kernel/whole-file.js";

export { removePostgresData } from "./remove.js";

export interface EmbeddedServer {
  readonly host: "127.0.0.1";
  readonly port: number;
  readonly superuser: { user: string; password: string };
  /** Stops the server and frees the directory; resolves when both are done, also the second time. */
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly directory: string;
  /** Used when free, else the port of the last start, else any. */
  readonly preferredPort?: number;
  /** Over the defaults of launch.ts, as on the command line of postgres. Never opens more than loopback. */
  readonly settings?: Record<string, string>;
  readonly onLog?: (line: string) => void;
  /** Where the programs are, if not where npm puts them. */
  readonly native?: string;
}

/** What the last start has noted for people and for the next start. */
export const RECORD = "server.json";

/**
 * Starts the PostgreSQL whose data live in `directory`, creating it the first time; takes over what a killed hub has
 * left behind. The process stays alive until stop() is called. Fails with DirectoryInUse when another living hub has
 * the directory, else with a message that names the cause; a failed start leaves no server and no lock.
 */
export async function startPostgres(options: StartOptions): Promise<EmbeddedServer> {
  const directory = await openDirectory(path.resolve(options.directory));
  const lock = await takeLock(directory);
  try {
    return await startLocked(directory, lock, options);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function startLocked(directory: string, lock: Lock, options: StartOptions): Promise<EmbeddedServer> {
  const { settings = {}, onLog = () => undefined } = options;
  const site = await chooseSite(directory, options.native ?? findNative());
  if (site.home !== directory) onLog(`the data of ${directory} are in ${site.home}, which PostgreSQL can enter`);
  const { password, isNew } = await keepPassword(directory);
  await clearOrphan(site.data, onLog); // before a port is chosen: it may hold the preferred one
  const created = await initialise(site, password, { durable: settings["fsync"] !== "off", onLog });
  if (isNew && !created) await replacePassword(site, password); // its file was lost, the data were not
  const wanted = [options.preferredPort, await lastPort(directory)].filter((port) => port !== undefined);
  const supervisor = await Supervisor.start({ site, settings, onLog }, wanted);
  try {
    const record = { host: "127.0.0.1", port: supervisor.port, hub: process.pid, data: site.data };
    await writeWhole(path.join(directory, RECORD), JSON.stringify(record) + "\n");
  } catch (error) {
    await supervisor.stop();
    throw error;
  }
  return {
    host: "127.0.0.1",
    port: supervisor.port,
    superuser: { user: SUPERUSER, password },
    stop: () => supervisor.stop().finally(() => lock.release()),
  };
}

async function chooseSite(directory: string, native: string): Promise<Site> {
  await mendNative(native);
  const account = await chooseAccount(path.join((await findPlace(directory)) ?? directory, DATA));
  const home = await chooseHome(directory, account);
  return { home, data: path.join(home, DATA), account, binaries: await reachBinaries(native, home, account) };
}

const lastPort = (directory: string): Promise<number | undefined> =>
  readFile(path.join(directory, RECORD), "utf8")
    .then((text) => (JSON.parse(text) as { port: number }).port)
    .catch(() => undefined);
