import { Refusal } from "../../subgraphs/kernel/refusal";
import type { LiveLimits } from "./limits";

/** How many sockets and subscriptions each client holds in this process: in the hub, each person. */
export class Holdings {
  private readonly sockets = new Map<string, number>();
  private readonly subscriptions = new Map<string, number>();

  constructor(private readonly limits: LiveLimits) {}

  /** Counts a socket until the returned function is called; LIMIT_REACHED for one too many. */
  enter(client: string): () => void {
    return count(this.sockets, client, this.limits.socketsPerUser, "connections of one client");
  }

  /** The same for a subscription. */
  hold(client: string): () => void {
    return count(this.subscriptions, client, this.limits.subscriptionsPerUser, "subscriptions of one client");
  }
}

function count(held: Map<string, number>, key: string, limit: number, what: string): () => void {
  const now = held.get(key) ?? 0;
  if (now >= limit) throw tooMany(what, limit);
  held.set(key, now + 1);
  let isHeld = true;
  return () => {
    if (!isHeld) return;
    isHeld = false;
    const left = held.get(key)! - 1;
    if (left > 0) held.set(key, left);
    else held.delete(key);
  };
}

export const tooMany = (what: string, limit: number): Refusal =>
  new Refusal("LIMIT_REACHED", `Too many ${what}: at most ${limit} at a time.`, { limit });
