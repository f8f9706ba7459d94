import type { Upgrade } from "../front/listener";
import { serviceFailure } from "../calls/failure";
import { EventDoor } from "./event-door";
import { Holdings } from "./holdings";
import { LIVE_LIMITS, type LiveLimits } from "./limits";
import { SocketDoor, type SocketDoorParts } from "./socket-door";
import { Subscriptions, type Running, type SubscriptionParts } from "./subscriptions";

type Given = Omit<SubscriptionParts, "stream" | "waitingEvents"> &
  Partial<Pick<SubscriptionParts, "stream">> &
  Pick<SocketDoorParts, "identify" | "origins"> & { readonly liveLimits?: Partial<LiveLimits> };

/** Everything that stays open: the subscriptions of this process and the sockets they are read from. */
export class Live {
  readonly subscriptions: Subscriptions;
  readonly sockets: SocketDoor;
  readonly events: EventDoor;

  constructor({ stream, liveLimits, identify, origins, ...parts }: Given, running: Running) {
    const limits = { ...LIVE_LIMITS, ...liveLimits };
    const { waitingEvents } = limits;
    const open = stream ?? ((request) => Promise.reject(serviceFailure("SERVICE_UNAVAILABLE", request)));
    this.subscriptions = new Subscriptions({ ...parts, stream: open, waitingEvents }, running);
    const { subscriptions } = this;
    const { log } = parts;
    const holdings = new Holdings(limits);
    this.sockets = new SocketDoor({ subscriptions, identify, origins, limits, log, holdings });
    this.events = new EventDoor({ subscriptions, holdings, limits });
  }

  readonly upgrade: Upgrade = (...connection) => this.sockets.upgrade(...connection);

  use(running: Running): void {
    this.subscriptions.use(running);
  }

  /** Resolves when every socket is closed, and every answer that follows something. */
  async close(graceMs?: number): Promise<void> {
    await this.sockets.close(graceMs);
    this.events.close();
  }
}
