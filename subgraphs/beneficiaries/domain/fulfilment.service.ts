import { actingAs } from "../../kernel/database/acting";
import type { Transaction } from "../../kernel/database/database";
import { Disclosures } from "../../kernel/disclosure/disclosures";
import { Misfit, type DomainEvent } from "../../kernel/outbox/domain-event";
import { NO_GRANTS } from "../../kernel/policy/grants";
import { Refusal } from "../../kernel/refusal";
import { CLOCK, type Viewer } from "../../kernel/viewer";
import { holdReferral, type HeldReferral } from "../data/held-referral";
import type { FeastsClient } from "../data/feasts.client";
import { referralWriter } from "../data/referral.writer";
import type { ServiceFieldClient } from "../data/service-field.client";
import { isInField, stepsTowards, type FulfilmentGoal } from "./fulfilment.rules";
import type { AgencyCommand } from "./referral.machine";
import type { Feasts } from "./referral.feasts";
import type { Outcome } from "./referral.reasons";
import { move } from "./referral.rules";

/** What an agency's record says of a referral. */
export interface Fulfilment {
  readonly referralId: string;
  readonly goal: FulfilmentGoal;
  readonly outcome: Outcome | null;
}

/** Moves referrals on by what agencies record in their own systems. The history names them, as if they had answered. */
export class FulfilmentService {
  constructor(
    private readonly directory: Pick<ServiceFieldClient, "fieldOf">,
    private readonly feasts: Pick<FeastsClient, "of">,
  ) {}

  /**
   * True when the referral moved, false when it was there already. A {@link Misfit} when there is no such referral to
   * that agency, when the publisher has no say in that kind of service, or when nothing leads there from where it is.
   */
  async advance(tx: Transaction, event: DomainEvent, publisher: string, what: Fulfilment): Promise<boolean> {
    const viewer = agencyOf(event);
    const hold = () => holdReferral(tx, event.personId, what.referralId, event.organisationId);
    const referral = await hold();
    if (referral) return this.advanceHeld(tx, referral, viewer, event, publisher, what);
    // Of a person whose data is restricted the agency is shown nothing, but what it did is stored (GDPR art. 18(2)).
    return actingAs(tx, viewer, CLOCK, async () => {
      const withheld = await hold();
      if (!withheld) throw new Misfit("UNKNOWN_RECORD");
      return this.advanceHeld(tx, withheld, viewer, event, publisher, what);
    });
  }

  private async advanceHeld(
    tx: Transaction,
    referral: HeldReferral,
    viewer: Viewer,
    event: DomainEvent,
    publisher: string,
    what: Fulfilment,
  ): Promise<boolean> {
    if (!mayAnswer(viewer, event.personId)) throw new Misfit("UNKNOWN_RECORD");
    await this.checkField(publisher, referral.serviceId, viewer, event);
    const steps = stepsTowards(referral, what.goal);
    if (!steps) throw new Misfit("ILLEGAL_TRANSITION");
    const feasts = await this.feasts.of(referral, { viewer, requestId: event.cause.requestId });
    let held = referral;
    for (const step of steps) held = await take(tx, held, step, event, { outcome: what.outcome, feasts });
    return steps.length > 0;
  }

  private async checkField(publisher: string, serviceId: string, viewer: Viewer, event: DomainEvent): Promise<void> {
    const field = await this.directory.fieldOf(serviceId, { viewer, requestId: event.cause.requestId });
    if (!isInField(publisher, field)) throw new Misfit("OUT_OF_FIELD");
  }
}

const agencyOf = ({ cause, organisationId }: DomainEvent): Viewer => ({
  id: cause.viewerId,
  role: "SERVICE",
  organisationId,
  area: null,
  purpose: "CARE",
});

/** The same line of the policy that lets the agency answer by hand. Nothing is shown, so nothing is reported. */
const mayAnswer = (viewer: Viewer, personId: string): boolean =>
  new Disclosures(viewer).decide(personId, "referral:answer", {
    category: "REFERRAL",
    relation: "ADDRESSEE",
    grants: NO_GRANTS,
  }).granted;

const NO_WORDS = { reason: null, note: null };

async function take(
  tx: Transaction,
  referral: HeldReferral,
  command: AgencyCommand,
  event: DomainEvent,
  { outcome, feasts }: { readonly outcome: Outcome | null; readonly feasts: Feasts },
): Promise<HeldReferral> {
  const { occurredAt, cause } = event;
  // When it happened, but never before the step it follows: a clock that is late does not turn the history round.
  const at = new Date(Math.max(Date.parse(occurredAt), referral.lastStepAt.getTime()));
  const details = { outcome: command === "COMPLETE" ? outcome : null };
  const after = orMisfit(() => move(referral, command, ["AGENCY"], details, at, feasts));
  const mover = { viewer: agencyOf(event), requestId: cause.requestId };
  await referralWriter.move(tx, referral, after, mover, { ...NO_WORDS, command, at });
  return { ...referral, ...after, version: referral.version + 1, lastStepAt: at };
}

function orMisfit<T>(attempt: () => T): T {
  try {
    return attempt();
  } catch (error) {
    throw error instanceof Refusal ? new Misfit("ILLEGAL_TRANSITION") : error;
  }
}
