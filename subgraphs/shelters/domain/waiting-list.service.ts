import { athensDay } from "../../kernel/athens";
import type { Transaction } from "../../kernel/database/database";
import { once } from "../../kernel/database/idempotency";
import { newId } from "../../kernel/identifier";
import { publish } from "../../kernel/outbox/publish";
import { recallReferral } from "../../kernel/referred/incoming-referral";
import type { LeaseService } from "../../kernel/referred/lease.service";
import { badInput, notFound, Refusal } from "../../kernel/refusal";
import type { ServedCall } from "../../kernel/subgraph";
import { bedLeases } from "../data/bed-lease.repository";
import type { StayRepository } from "../data/stay.repository";
import { waitingEntries } from "../data/waiting-entry.repository";
import type { WaitingEntryRecord } from "../data/waiting-entry.record";
import { mayKeep, noteKept, requireKeeper } from "./keeper.rules";
import { awaitedEvent } from "./stay-events.rules";

export interface Joining {
  readonly beneficiaryId: string;
  readonly facilityId: string;
  readonly referralId?: string | null;
  readonly priority: "EMERGENCY" | "URGENT" | "ROUTINE";
  readonly idempotencyKey?: string | null;
}

export interface Leaving {
  readonly entryId: string;
  readonly idempotencyKey?: string | null;
}

const PRIORITIES: readonly Joining["priority"][] = ["EMERGENCY", "URGENT", "ROUTINE"];

/** The waiting lists of the viewer's own organisation: the more urgent first, then who asked earlier. */
export class WaitingListService {
  constructor(
    private readonly call: ServedCall,
    private readonly stays: StayRepository,
    private readonly leases: LeaseService,
    private readonly clock: () => Date,
  ) {}

  /**
   * Puts somebody who was referred on the list of a facility. When a bed is free and nobody is before them it is held
   * for them at once. NOT_FOUND for a facility or person that is not theirs; CONFLICT for who waits there already.
   */
  join(input: Joining): Promise<WaitingEntryRecord> {
    return this.store(input, "joinWaitingList", (tx, organisationId) => this.enter(tx, input, organisationId));
  }

  /** Takes somebody off the list; a bed that was held for them goes to the next. */
  leave(input: Leaving): Promise<WaitingEntryRecord> {
    return this.store(input, "leaveWaitingList", async (tx, organisationId) => {
      const entry = await waitingEntries.hold(tx, input.entryId, organisationId);
      if (!entry || !mayKeep(this.call, "file:write", entry.confidential)) throw notFound("entry");
      if (entry.status !== "WAITING" && entry.status !== "OFFERED") {
        throw new Refusal("ILLEGAL_TRANSITION", "This person is not on the list any more.");
      }
      const { id, beneficiaryId, facilityId } = entry;
      await waitingEntries.remove(tx, { beneficiaryId, id }, this.clock());
      await bedLeases.settle(tx, beneficiaryId, "RELEASED", { facilityId });
      await this.leases.serve(tx, organisationId, facilityId);
      return id;
    });
  }

  private async enter(tx: Transaction, input: Joining, organisationId: string): Promise<string> {
    const { beneficiaryId, facilityId, priority } = input;
    const facility = await this.stays.findFacility(tx, facilityId, organisationId);
    if (!facility || !mayKeep(this.call, "file:write", facility.confidential)) throw notFound("facility");
    const known = await this.stays.recall(tx, organisationId, input);
    if (!known.person) throw notFound("person");
    if (!known.referral) throw notFound("referral");
    if (facility.status === "CLOSED") throw badInput("facilityId", "closed", "This facility has closed for good.");
    if (facility.kind === "DAY_CENTRE") throw badInput("facilityId", "beds", "A day centre has no beds to wait for.");
    const referral = await recallReferral(tx, organisationId, input);
    const now = this.clock();
    const id = newId();
    await waitingEntries.add(tx, {
      ...{ id, beneficiaryId, organisationId, facilityId, referralId: input.referralId ?? referral?.id ?? null },
      ...{ requestedOn: athensDay(referral?.sentAt ?? now), priority: PRIORITIES.indexOf(priority) + 1 },
      ...{ status: "WAITING", statusSince: now },
    });
    await this.leases.serve(tx, organisationId, facilityId);
    const event = awaitedEvent({ id, beneficiaryId, organisationId, referralId: referral?.id ?? null }, now);
    if (event) await publish(tx, this.call, [event]);
    return id;
  }

  private async store(
    input: { readonly idempotencyKey?: string | null },
    operation: string,
    change: (tx: Transaction, organisationId: string) => Promise<string>,
  ): Promise<WaitingEntryRecord> {
    const organisationId = requireKeeper(this.call, "file:write");
    const entry = await this.stays.transaction(async (tx) => {
      const run = () => change(tx, organisationId);
      const id = await once(tx, this.call.viewer, input.idempotencyKey, [operation, input], run);
      return waitingEntries.read(tx, id);
    });
    noteKept(this.call, "file:write", [entry]);
    return entry;
  }
}
