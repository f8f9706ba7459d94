import { z } from "zod";
import type { EventHandler } from "../kernel/outbox/consumer";
import { Misfit } from "../kernel/outbox/domain-event";
import type { Surroundings } from "../kernel/subgraph";
import { ServiceFieldClient } from "./data/service-field.client";
import type { FulfilmentGoal } from "./domain/fulfilment.rules";
import { FulfilmentService, type Fulfilment } from "./domain/fulfilment.service";
import { OUTCOMES } from "./domain/referral.machine";

/** What is read of an event; what else it carries is for others. */
const referred = z.object({ referralId: z.uuid() });
const ended = referred.extend({ outcome: z.enum(OUTCOMES) });

function readFulfilment(goal: FulfilmentGoal, payload: unknown): Fulfilment {
  const read = goal === "COMPLETED" ? ended.safeParse(payload) : referred.safeParse(payload);
  if (!read.success) throw new Misfit("MALFORMED");
  return { goal, outcome: null, ...read.data };
}

/** Whose word moves referrals, and where to. */
export function consumes({ callPeer }: Surroundings): readonly EventHandler[] {
  const fulfilment = new FulfilmentService(new ServiceFieldClient(callPeer));
  const moving = (publisher: string, type: string, goal: FulfilmentGoal): EventHandler => ({
    publisher,
    type: `${publisher}.${type}`,
    version: 1,
    apply: async (tx, event) => fulfilment.advance(tx, event, publisher, readFulfilment(goal, event.payload)),
  });
  return [
    moving("shelters", "stay-booked", "ACCEPTED"),
    moving("shelters", "stay-begun", "IN_PROGRESS"),
    moving("shelters", "stay-ended", "COMPLETED"),
  ];
}
