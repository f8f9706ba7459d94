/** What one client may hold open. A dashboard needs three subscriptions; who needs ten times that is mistaken. */
export interface LiveLimits {
  readonly subscriptionsPerSocket: number;
  readonly subscriptionsPerUser: number;
  readonly socketsPerUser: number;
  readonly sockets: number;
  /** Events that wait for a client to read them. */
  readonly waitingEvents: number;
  /** Subscriptions refused on one socket before it is closed: beyond this it is no mistake. */
  readonly refusals: number;
  readonly messageBytes: number;
}

export const LIVE_LIMITS: LiveLimits = {
  subscriptionsPerSocket: 30,
  subscriptionsPerUser: 100,
  socketsPerUser: 20,
  sockets: 20_000,
  waitingEvents: 100,
  refusals: 100,
  messageBytes: 256 << 10,
};
