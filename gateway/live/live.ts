import type { Upgrade } from "../front/listener";
import { serviceFailure } from "../calls/failure";
import { EventDoor } from "./event-door";
import { Holdings } from "./holdings";
import { LIVE_LIMITS, type LiveLimits } from "./limits";
import type { Identified, Identify } from "../identity/identify";
import type { Rates } from "../limits/rates";
import { SocketDoor } from "./socket-door";
import { Subscriptions, type Running, type SubscriptionParts } from "./subscriptions";
import { viewers } from "./viewers";

interface Given extends Omit<SubscriptionParts, "stream" | "waitingEvents"> {
  readonly stream?: SubscriptionParts["stream"];
  readonly identify: Identify;
  /** How often who may open one. */
  readonly rates?: Rates | undefined;
  readonly origins: ReadonlySet<string>;
  readonly liveLimits?: Partial<LiveLimits>;
}

/** Everything that stays open: the subscriptions of this process and the sockets they are read from. */
export class Live {
  readonly subscriptions: Subscriptions;
  readonly sockets: SocketDoor<Identified>;
  readonly events: EventDoor<Identified>;

  constructor({ stream, liveLimits, identify, rates, origins, ...parts }: Given, running: Running) {
    const limits = { ...LIVE_LIMITS, ...liveLimits };
    const { waitingEvents } = limits;
    const open = stream ?? ((request) => Promise.reject(serviceFailure("SERVICE_UNAVAILABLE", request)));
    this.subscriptions = new Subscriptions({ ...parts, stream: open, waitingEvents }, running);
    const { log } = parts;
    const doors = { following: viewers(identify, this.subscriptions, rates), holdings: new Holdings(limits), limits };
    this.sockets = new SocketDoor({ ...doors, origins, log });
    this.events = new EventDoor(doors);
  }

  readonly upgrade: Upgrade = (...connection) => this.sockets.upgrade(...connection);

  use(running: Running): void {
    this.subscriptions.use(running);
  }

  /** Resolves when every socket is closed, and every answer that follows something. */
  async close(): Promise<void> {
    await this.sockets.close();
    this.events.close();
  }
}
