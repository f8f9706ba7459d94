import type { Database } from "../database/database";
import type { Logger } from "../logger";
import { describeCause } from "../masking";
import { backOff } from "../outbox/back-off";
import { takeTurn, type JobTurn } from "../database/job-run";
import { turnOf, type Job } from "./job";

/** How often each instance looks whether a turn is to be had. */
const LOOK_EVERY_MS = 15_000;
/** A turn whose instance has been silent for so long is anybody's. */
const HOLD_SECONDS = 60;
/** Between two tries of a turn that failed. */
const RETRY = { first: 30_000, longest: 900_000 };

/** Does an owner's jobs, in every instance of its process: each turn of a job is done by one of them. */
export class JobRunner {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private readonly stopping = new AbortController();

  constructor(
    private readonly database: Database,
    private readonly jobs: readonly Job[],
    private readonly log: Logger,
  ) {}

  /** Looks now, and from now on. */
  start(): this {
    const look = (): void => void (this.running = this.running.then(() => this.runDue(new Date())));
    this.timer = setInterval(look, LOOK_EVERY_MS);
    this.timer.unref();
    look();
    return this;
  }

  /** Does what is due at `now` and not taken by others. Never rejects: what failed is in the log, and tried again. */
  async runDue(now: Date): Promise<void> {
    for (const job of this.jobs) {
      if (this.stopping.signal.aborted) return;
      await this.look(job, now).catch((error: unknown) =>
        this.log.error({ job: job.name, cause: describeCause(error) }, "job not looked at"),
      );
    }
  }

  /** Lets a job that has begun end its batch; what is left of its turn is for another instance. */
  async stop(): Promise<void> {
    this.stopping.abort();
    clearInterval(this.timer);
    await this.running;
  }

  private async look(job: Job, now: Date): Promise<void> {
    const turn = await takeTurn(this.database, job.name, turnOf(job.every, now), HOLD_SECONDS);
    if (!turn) return;
    const heart = setInterval(() => void turn.hold(HOLD_SECONDS).catch(() => undefined), (HOLD_SECONDS / 3) * 1000);
    try {
      await this.run(job, turn, now);
    } finally {
      clearInterval(heart);
    }
  }

  private async run(job: Job, turn: JobTurn, now: Date): Promise<void> {
    try {
      const counts = await job.run(now, this.stopping.signal);
      await turn.end();
      const isIdle = Object.values(counts).every((count) => count === 0);
      this.log[isIdle ? "debug" : "info"]({ job: job.name, ...counts }, "job done");
    } catch (error) {
      if (error === this.stopping.signal.reason) return turn.giveBack();
      this.log.error({ job: job.name, failures: turn.failures + 1, cause: describeCause(error) }, "job failed");
      await turn.fail(backOff(turn.failures + 1, RETRY) / 1000);
    }
  }
}
