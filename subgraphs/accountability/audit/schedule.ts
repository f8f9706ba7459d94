import type { Database } from "../../kernel/database/database";
import type { Logger } from "../../kernel/logger";
import { describeCause } from "../../kernel/masking";
import { StoredChain } from "../data/chain.source";
import { ChainFault, exportChain, type Exported } from "./export";
import { HeadSigner } from "./head-key";

export interface ExportOptions {
  readonly directory: string;
  /** Private Ed25519 JWK. */
  readonly key: string;
  readonly intervalSeconds: number;
  readonly log: Logger;
}

/**
 * Exports the chain every so often, and once more at the end. One run at a time, over all processes of the database. A
 * run that fails is logged and tried again at the next; a chain that was changed is an error in the log each time.
 */
export class ExportSchedule {
  private readonly chain: StoredChain;
  private readonly signer: HeadSigner;
  private readonly timer: NodeJS.Timeout;
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    database: Database,
    private readonly options: ExportOptions,
  ) {
    this.chain = new StoredChain(database);
    this.signer = new HeadSigner(options.key);
    this.timer = setInterval(() => this.enqueue(false), options.intervalSeconds * 1000).unref();
  }

  /** Exports now. Null when another process is at it and this one may not wait. Rejects when it cannot. */
  exportNow(mayWait: boolean): Promise<Exported | null> {
    const { directory } = this.options;
    return this.chain.alone(() => exportChain(this.chain, directory, this.signer, new Date()), mayWait);
  }

  /** Resolves when the last records are exported, or could not be, which stands in the log. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.enqueue(true);
    await this.running;
  }

  private enqueue(mayWait: boolean): void {
    this.running = this.running.then(() => this.exportNow(mayWait)).catch((fault: unknown) => this.complain(fault));
  }

  private complain(fault: unknown): void {
    const says = fault instanceof ChainFault ? fault.message : undefined;
    this.options.log.error({ says, cause: describeCause(fault) }, "the access records could not be exported");
  }
}
