import type { Transaction } from "../../kernel/database/database";
import { once } from "../../kernel/database/idempotency";
import { newId } from "../../kernel/identifier";
import { publish } from "../../kernel/outbox/publish";
import type { LeaseService } from "../../kernel/referred/lease.service";
import { badInput, notFound, Refusal } from "../../kernel/refusal";
import type { ServedCall } from "../../kernel/subgraph";
import { bedLeases } from "../data/bed-lease.repository";
import { holdBed, holdFreeBed, isFreeFor } from "../data/free-bed";
import type { StayRecord } from "../data/stay.record";
import type { HeldStay, StayChange, StayRepository } from "../data/stay.repository";
import { mayKeep, noteKept, requireKeeper } from "./keeper.rules";
import { eventOf, type StayTurn, type TellableStay } from "./stay-events.rules";
import {
  checkAdmission,
  checkArrival,
  endStay,
  statusOnAdmission,
  type LeavingReason,
  type Nights,
} from "./stay.rules";

/** A change that may be sent again with the same key and happens once. */
interface Repeatable {
  readonly idempotencyKey?: string | null;
}

export interface Admission extends Nights, Repeatable {
  readonly beneficiaryId: string;
  readonly facilityId: string;
  readonly bedId?: string | null;
  readonly referralId?: string | null;
}

export interface Arrival extends Repeatable {
  readonly stayId: string;
}

export interface Discharge extends Repeatable {
  readonly stayId: string;
  readonly on: string;
  readonly reason: LeavingReason;
}

/** Admits people to the beds of the viewer's own organisation, and ends their stays. */
export class StayService {
  constructor(
    private readonly call: ServedCall,
    private readonly stays: StayRepository,
    private readonly leases: LeaseService,
    private readonly clock: () => Date,
  ) {}

  /**
   * Gives a person a bed: the named one, or any that is free. Refuses with NOT_FOUND a facility or bed that is not
   * the viewer's and a person the organisation has never had to do with; with CONFLICT nights that are taken.
   */
  admit(input: Admission): Promise<StayRecord> {
    return this.store(input, "admit", (tx, organisationId) => this.place(tx, input, organisationId));
  }

  /** The person of a booked stay has come. */
  confirmArrival(input: Arrival): Promise<StayRecord> {
    return this.alter(input, "confirmArrival", (stay, now) => {
      checkArrival(stay, now);
      return { status: "IN_HOUSE", until: stay.until, admittedAt: now };
    });
  }

  /** Ends a stay; the bed is free from that day on, and held for who is next on the list. A booking that never began is cancelled. */
  discharge(input: Discharge): Promise<StayRecord> {
    return this.alter(input, "discharge", (stay, now) => ({
      ...endStay(stay, input, now),
      leftAt: now,
      leavingReason: input.reason,
    }));
  }

  private async place(tx: Transaction, input: Admission, organisationId: string): Promise<string> {
    const { beneficiaryId, facilityId, from, until, referralId = null } = input;
    const facility = await this.stays.findFacility(tx, facilityId, organisationId);
    if (!facility || !this.keeps(facility)) throw notFound("facility");
    const known = await this.stays.recall(tx, organisationId, input);
    if (!known.person) throw notFound("person");
    if (!known.referral) throw notFound("referral");
    const now = this.clock();
    checkAdmission(input, now);
    if (facility.status !== "OPEN") throw badInput("facilityId", "closed", "This facility takes nobody in at present.");
    const bedId = await this.takeBed(tx, input);
    const status = statusOnAdmission(from, now);
    const admittedAt = status === "IN_HOUSE" ? now : null;
    const id = newId();
    const person = { beneficiaryId, organisationId, referralId };
    const nights = { bedId, from, until, status, admittedAt, leftAt: null, leavingReason: null };
    await this.stays.add(tx, facilityId, { id, ...person, ...nights }, now);
    await bedLeases.settle(tx, beneficiaryId, "ADMITTED", { facilityId });
    await this.tell(tx, { id, ...person }, { status, leavingReason: null, at: now });
    return id;
  }

  /** The bed that was asked for; else the one that is held for the person; else any that is free. */
  private async takeBed(tx: Transaction, { bedId, ...wanted }: Admission): Promise<string> {
    const { facilityId, beneficiaryId } = wanted;
    if (!bedId) {
      const own = await bedLeases.findBed(tx, facilityId, beneficiaryId);
      if (own && (await holdBed(tx, facilityId, own))?.active && (await isFreeFor(tx, own, wanted))) return own;
      const free = await holdFreeBed(tx, wanted);
      if (!free) throw new Refusal("CONFLICT", "No bed is free in all of these nights.");
      return free;
    }
    const bed = await holdBed(tx, facilityId, bedId);
    if (!bed) throw notFound("bed");
    if (!bed.active) throw badInput("bedId", "inactive", "This bed is not in use.");
    return bedId;
  }

  private alter(
    input: Arrival,
    operation: string,
    changeOf: (stay: HeldStay, now: Date) => StayChange,
  ): Promise<StayRecord> {
    return this.store(input, operation, async (tx, organisationId) => {
      const stay = await this.stays.hold(tx, input.stayId, organisationId);
      if (!stay || !this.keeps(stay)) throw notFound("stay");
      const now = this.clock();
      const change = changeOf(stay, now);
      await this.stays.change(tx, stay, change, now);
      if (change.status !== "IN_HOUSE") await this.leases.serve(tx, organisationId, stay.facilityId);
      if (change.status === "IN_HOUSE" || !(await this.stays.isServedElsewhere(tx, stay))) {
        await this.tell(tx, stay, { status: change.status, leavingReason: change.leavingReason ?? null, at: now });
      }
      return stay.id;
    });
  }

  /** Tells whoever sent the person, with the change itself. A stay that ends tells nothing while another one serves. */
  private async tell(tx: Transaction, stay: TellableStay, turn: StayTurn): Promise<void> {
    const event = eventOf(stay, turn);
    if (event) await publish(tx, this.call, [event]);
  }

  /** Everything that has to be true together with the change is stored here, in one transaction, once per key. */
  private async store(
    input: Repeatable,
    operation: string,
    change: (tx: Transaction, organisationId: string) => Promise<string>,
  ): Promise<StayRecord> {
    const organisationId = requireKeeper(this.call, "file:write");
    const stay = await this.stays.transaction(async (tx) => {
      const run = () => change(tx, organisationId);
      const stayId = await once(tx, this.call.viewer, input.idempotencyKey, [operation, input], run);
      return this.stays.read(tx, stayId);
    });
    noteKept(this.call, "file:write", [stay]);
    return stay;
  }

  private keeps({ confidential }: { readonly confidential: boolean }): boolean {
    return mayKeep(this.call, "file:write", confidential);
  }
}
