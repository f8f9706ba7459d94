import { setTimeout as sleep } from "node:timers/promises";
import type { Site } from "./init.js";
import { launch, LaunchFailed, type Postmaster } from "./launch.js";
import { clearOrphan } from "./orphan.js";
import { choosePort } from "./port.js";

export interface Supervised {
  readonly site: Site;
  readonly settings: Readonly<Record<string, string>>;
  readonly onLog: (line: string) => void;
}

const PORT_ATTEMPTS = 10;
const BUSY_FOR = 15_000; // backends of a killed server need a moment to notice
const REVIVAL_DELAYS = [200, 1_000, 2_000, 4_000, 8_000];

/**
 * Keeps one server running: when it dies without having been stopped it is started again on the same port, so that
 * the pools of the hub find it. Gives up, with a line in the log, after five attempts in a row.
 */
export class Supervisor {
  readonly port: number;
  readonly #what: Supervised;
  readonly #stopping = new AbortController();
  readonly #lastWish = (): void => this.#killOnExit();
  #server: Postmaster;
  #revival: Promise<void> = Promise.resolve();
  #stopped: Promise<void> | null = null;

  private constructor(what: Supervised, server: Postmaster) {
    this.#what = what;
    this.#server = server;
    this.port = server.port;
    // A hub that exits without having stopped it, by a bug, takes it along. Not on Windows, which has no signals.
    if (process.platform !== "win32") process.on("exit", this.#lastWish);
    this.#watch(server);
  }

  /** Starts on the first wanted port that is free, else on any. Fails with LaunchFailed. */
  static async start(what: Supervised, wanted: readonly number[]): Promise<Supervisor> {
    let ports = wanted;
    for (let attempt = 1; ; attempt++) {
      try {
        return new Supervisor(what, await startOn(what, await choosePort(ports)));
      } catch (error) {
        // Taken between the check and the start: any port then, never the same again.
        if (!(error instanceof LaunchFailed && error.reason === "port") || attempt === PORT_ATTEMPTS) throw error;
        ports = [];
      }
    }
  }

  get pid(): number {
    return this.#server.pid;
  }

  /** Fast shutdown, immediate after ten seconds; resolves when the server is gone, also when it was already. */
  stop(): Promise<void> {
    this.#stopping.abort();
    this.#stopped ??= this.#revival
      .then(() => this.#server.stop())
      .finally(() => process.removeListener("exit", this.#lastWish));
    return this.#stopped;
  }

  #watch(server: Postmaster): void {
    void server.exited.then(() => {
      if (!this.#stopping.signal.aborted) this.#revival = this.#revive();
    });
  }

  async #revive(): Promise<void> {
    for (const delay of REVIVAL_DELAYS) {
      this.#what.onLog(`PostgreSQL has ended unexpectedly, starting it again on port ${this.port}`);
      try {
        await sleep(delay, undefined, { signal: this.#stopping.signal });
        this.#server = await startOn(this.#what, this.port);
        return this.#watch(this.#server);
      } catch (error) {
        if (this.#stopping.signal.aborted) return;
        this.#what.onLog(error instanceof Error ? error.message : String(error));
      }
    }
    this.#what.onLog("PostgreSQL does not start any more, giving up");
  }

  #killOnExit(): void {
    if (this.#server.isAlive()) process.kill(this.#server.pid, "SIGINT");
  }
}

async function startOn({ site, settings, onLog }: Supervised, port: number): Promise<Postmaster> {
  const deadline = Date.now() + BUSY_FOR;
  for (;;) {
    await clearOrphan(site.data, onLog);
    try {
      return await launch(site, port, settings, onLog);
    } catch (error) {
      if (!(error instanceof LaunchFailed && error.reason === "busy") || Date.now() > deadline) throw error;
      await sleep(300);
    }
  }
}
