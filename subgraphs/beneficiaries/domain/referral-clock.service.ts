import type { Database } from "../../kernel/database/database";
import { newId } from "../../kernel/identifier";
import { CLOCK, keeperOf } from "../../kernel/viewer";
import type { FeastsClient } from "../data/feasts.client";
import { holdRinging } from "../data/held-referral";
import { referralWriter } from "../data/referral.writer";
import type { ClockCommand } from "./referral.machine";
import { move } from "./referral.rules";

/** So few that a batch is over soon: whoever waits for one of its people waits milliseconds. */
const BATCH = 100;

/**
 * What happens to referrals by themselves. Each verb may be called at any time by any number of instances: a referral
 * is moved by one of them, once, and one that a worker is moving is left for the next time. Nobody is shown anything.
 *
 * `now` is the moment the alarms are compared with, `most` how many referrals one call moves at most. Returns how many
 * it moved; fewer than `most` means that nothing is left. Once `stopping` is aborted it throws between two batches.
 */
export class ReferralClock {
  constructor(
    private readonly database: Database,
    private readonly feasts: Pick<FeastsClient, "of">,
  ) {}

  /** Notes that who owes the next step was reminded: three quarters of the time are gone. */
  remind(now: Date, most: number, stopping?: AbortSignal): Promise<number> {
    return this.ring("REMIND", now, most, stopping);
  }

  /** Notes that the head of who owes the next step was told: the time is over. */
  escalate(now: Date, most: number, stopping?: AbortSignal): Promise<number> {
    return this.ring("ESCALATE", now, most, stopping);
  }

  /** Ends what nobody answered in its time and the grace after it. The sender has to look at it then. */
  expireOverdue(now: Date, most: number, stopping?: AbortSignal): Promise<number> {
    return this.ring("EXPIRE", now, most, stopping);
  }

  private async ring(command: ClockCommand, now: Date, most: number, stopping?: AbortSignal): Promise<number> {
    let moved = 0;
    for (let left = true; left && moved < most;) {
      stopping?.throwIfAborted();
      const size = Math.min(BATCH, most - moved);
      const batch = await this.ringBatch(command, now, size);
      moved += batch;
      left = batch === size;
    }
    return moved;
  }

  private ringBatch(command: ClockCommand, now: Date, most: number): Promise<number> {
    const mover = { viewer: CLOCK, requestId: `clock-${newId()}` };
    return this.database.transaction(CLOCK, async (tx) => {
      const ringing = await holdRinging(tx, command, now, most);
      const moves = await Promise.all(
        ringing.map(async (before) => {
          const feasts = await this.feasts.of(before, { ...mover, viewer: keeperOf(before.centreId) });
          return { before, after: move(before, command, ["CLOCK"], {}, now, feasts) };
        }),
      );
      return referralWriter.moveAll(tx, moves, mover, { command, at: now, reason: null, note: null });
    });
  }
}
