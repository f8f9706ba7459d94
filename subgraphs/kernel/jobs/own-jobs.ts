import type { Database } from "../database/database";
import { statement } from "../database/statement";
import { applyRetention } from "../retention/retention";
import type { Job } from "./job";

const SWEEP = statement<{ gone: string }>("sweep_idempotency", "select sweep_idempotency() as gone");

/** Keys of mutations are remembered for a day (kernel/database/idempotency.ts). */
export const forgetKeys = (database: Database): Job => ({
  name: "forget_keys",
  every: { minutes: 60 },
  async run() {
    const [swept] = await database.publicRows(SWEEP);
    return { keys: Number(swept!.gone) };
  },
});

/** Removes what is past its period. Runs only where the controller has said so. */
export const keepPeriods = (database: Database): Job => ({
  name: "retention",
  every: "day",
  async run() {
    const removed = await applyRetention(database);
    return Object.fromEntries(removed.map(({ table, rows }) => [table, rows]));
  },
});
