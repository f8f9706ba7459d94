import { z } from "zod";
import type { EventHandler } from "../kernel/outbox/consumer";
import { Misfit } from "../kernel/outbox/domain-event";
import type { Surroundings } from "../kernel/subgraph";
import { FeastsClient } from "./data/feasts.client";
import { ServiceFieldClient } from "./data/service-field.client";
import type { FulfilmentGoal } from "./domain/fulfilment.rules";
import { FulfilmentService, type Fulfilment } from "./domain/fulfilment.service";
import { OUTCOMES } from "./domain/referral.reasons";

/** What is read of an event; what else it carries is for others. */
const referred = z.object({ referralId: z.uuid() });
const ended = referred.extend({ outcome: z.enum(OUTCOMES) });

function readFulfilment(goal: FulfilmentGoal, payload: unknown): Fulfilment {
  const read = goal === "COMPLETED" ? ended.safeParse(payload) : referred.safeParse(payload);
  if (!read.success) throw new Misfit("MALFORMED");
  return { goal, outcome: null, ...read.data };
}

/** What owners tell of their agencies' work, and where it leads the referral that led there. */
const MOVES: readonly (readonly [publisher: string, type: string, goal: FulfilmentGoal])[] = [
  ["shelters", "bed-awaited", "WAITLISTED"],
  ["shelters", "stay-booked", "ACCEPTED"],
  ["shelters", "stay-begun", "IN_PROGRESS"],
  ["shelters", "stay-ended", "COMPLETED"],
  ["kdap", "place-awaited", "WAITLISTED"],
  ["kdap", "enrolment-begun", "IN_PROGRESS"],
  ["kdap", "enrolment-ended", "COMPLETED"],
  ["oaed", "jobseeker-registered", "IN_PROGRESS"],
  ["oaed", "training-begun", "IN_PROGRESS"],
  ["oaed", "training-ended", "COMPLETED"],
  ["oaed", "placement-begun", "COMPLETED"],
  ["mental-health", "episode-opened", "IN_PROGRESS"],
  ["mental-health", "episode-closed", "COMPLETED"],
  ["programmes", "application-submitted", "ACCEPTED"],
  ["programmes", "application-closed", "COMPLETED"],
  ["programmes", "enrolment-begun", "IN_PROGRESS"],
  ["programmes", "enrolment-ended", "COMPLETED"],
];

/** Whose word moves referrals, and where to. */
export function consumes({ callPeer }: Surroundings): readonly EventHandler[] {
  const fulfilment = new FulfilmentService(new ServiceFieldClient(callPeer), new FeastsClient(callPeer));
  const moving = (publisher: string, type: string, goal: FulfilmentGoal): EventHandler => ({
    publisher,
    type: `${publisher}.${type}`,
    version: 1,
    apply: async (tx, event) => fulfilment.advance(tx, event, publisher, readFulfilment(goal, event.payload)),
  });
  return MOVES.map((move) => moving(...move));
}
