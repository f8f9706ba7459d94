/** Something that happened at an owner, before anybody has decided who may be told: ids and what it is found by. */
export interface LiveEvent {
  /** UUIDv7, made when it happened. It tells nothing of other events, and one continues after it. */
  readonly id: string;
  readonly topic: string;
  /** What it happened to; null for the first event of a subscription, which only says from where to continue. */
  readonly recordId: string | null;
  readonly at: Date;
  /** What a subscription is narrowed by, per topic. Never shown. */
  readonly facts: Readonly<Record<string, unknown>>;
}

/** What one subscription is about. */
export interface Interest {
  readonly topic: string;
  /** Whom it concerns: ids of people, organisations, or {@link EVERYBODY}. An event for any of them is offered. */
  readonly keys: readonly string[];
  /** Narrows it further, before anything is read. */
  readonly wants?: (facts: LiveEvent["facts"]) => boolean;
  /** Continue after this event. */
  readonly after?: string | null;
}

/** The audience of what is public in the hub. */
export const EVERYBODY = "ffffffff-ffff-ffff-ffff-ffffffffffff";
