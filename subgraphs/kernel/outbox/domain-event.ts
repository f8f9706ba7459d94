import { z } from "zod";

/**
 * Something that happened, as its owner tells others. Ids and closed words only, never a name, a number or a note: who
 * receives it asks the owner for more, and gets what the policy grants at that moment.
 */
export const domainEvent = z.strictObject({
  /** UUIDv7. An event that is delivered again keeps it. */
  id: z.uuid(),
  /** `<owner>.<noun>-<verb>`, for example `shelters.stay-begun`. */
  type: z.string().regex(/^[a-z-]+\.[a-z-]+$/),
  /** Of the payload's shape. A change that a reader of the old one would misread makes a new version. */
  version: z.int().positive(),
  /** Whom it is about. Events about one person arrive in the order in which they were committed. */
  personId: z.uuid(),
  /** Whose record it is: the organisation that did it. */
  organisationId: z.uuid(),
  /** Which record of that organisation. */
  recordId: z.uuid(),
  /** Grows with every event of the owner; of two events about one person the later one has the larger. */
  position: z.int().positive(),
  /** ISO instant, UTC. */
  occurredAt: z.iso.datetime(),
  payload: z.record(z.string(), z.unknown()),
  /** By whom and in which request, for the histories and logs of those who receive it. */
  cause: z.strictObject({ viewerId: z.uuid(), requestId: z.string().min(1).max(100) }),
});
export type DomainEvent = z.infer<typeof domainEvent>;

/** What an owner says; the outbox adds the rest. */
export type NewEvent = Pick<
  DomainEvent,
  "type" | "version" | "personId" | "organisationId" | "recordId" | "payload"
> & {
  readonly occurredAt: Date;
  /** Who is told, by the name of the subscriber. Left out: every subscriber. Nobody else gets a byte of it, ever. */
  readonly audience?: readonly string[];
};

/** Why a receiver will never take an event, however often it is sent. */
export const MISFITS = [
  "MALFORMED",
  "UNKNOWN_TYPE",
  "NOT_THE_PUBLISHER",
  "UNKNOWN_RECORD",
  "OUT_OF_FIELD",
  "ILLEGAL_TRANSITION",
] as const;
export type MisfitReason = (typeof MISFITS)[number];

/**
 * What became of one delivered event.
 *
 * - TAKEN: its effect is stored, now or before. The publisher need not send it again.
 * - REFUSED: it does not fit, see `reason`. It will not fit tomorrow either; a person has to look.
 * - FAILED: the receiver stumbled over it. It may be sent again, and later events about the same person wait for it.
 * - LATER: the receiver cannot store anything now. Nobody's fault, and not counted as a try.
 */
export const receipt = z.discriminatedUnion("outcome", [
  z.strictObject({ id: z.string(), outcome: z.literal("TAKEN") }),
  z.strictObject({ id: z.string(), outcome: z.literal("REFUSED"), reason: z.enum(MISFITS) }),
  z.strictObject({ id: z.string(), outcome: z.literal("FAILED") }),
  z.strictObject({ id: z.string(), outcome: z.literal("LATER") }),
]);
export type Receipt = z.infer<typeof receipt>;

/**
 * Hands events to one subscriber and returns what became of them. An event without a receipt was not looked at.
 * Rejects when the subscriber cannot be reached.
 */
export type Deliver = (events: readonly DomainEvent[], signal: AbortSignal) => Promise<readonly Receipt[]>;

/** An event that will never fit. Thrown by a handler; its transaction stores nothing. */
export class Misfit extends Error {
  override readonly name = "Misfit";
  constructor(readonly reason: MisfitReason) {
    super(reason);
  }
}
