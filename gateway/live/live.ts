import type { Upgrade } from "../front/listener";
import { serviceFailure } from "../calls/failure";
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

  constructor({ stream, liveLimits, identify, origins, ...parts }: Given, running: Running) {
    const limits = { ...LIVE_LIMITS, ...liveLimits };
    const { waitingEvents } = limits;
    const open = stream ?? ((request) => Promise.reject(serviceFailure("SERVICE_UNAVAILABLE", request)));
    this.subscriptions = new Subscriptions({ ...parts, stream: open, waitingEvents }, running);
    const { subscriptions } = this;
    const { log } = parts;
    this.sockets = new SocketDoor({ subscriptions, identify, origins, limits, log, holdings: new Holdings(limits) });
  }

  readonly upgrade: Upgrade = (...connection) => this.sockets.upgrade(...connection);

  use(running: Running): void {
    this.subscriptions.use(running);
  }

  /** Resolves when every socket is closed. */
  close(graceMs?: number): Promise<void> {
    return this.sockets.close(graceMs);
  }
}
