import type { Transaction } from "../database/database";
import type { IncomingReferral, Urgency } from "./incoming-referral";
import type { Arrivals } from "./take-referrals";

/** For whom something is held, where, and why. */
export interface Lessee {
  readonly beneficiaryId: string;
  readonly organisationId: string;
  /** The house, or the group: whatever has a list of its own. */
  readonly placeId: string;
  readonly referralId: string | null;
  /** The place on the list that it is offered to; null when something was free as the referral came. */
  readonly entryId: string | null;
}

/** Who is next on a list and has not been offered anything yet. */
export interface Waiting {
  readonly id: string;
  readonly beneficiaryId: string;
  readonly referralId: string | null;
  readonly urgency: Urgency;
}

/** What an agency can hold for somebody while it decides: beds of houses, places of groups. In the caller's transaction. */
export interface Holdings {
  /** See {@link Arrivals.ours}. */
  readonly ours: string;
  /** One at a time gives away what is free in a place: the order of its list is kept also when two come free. */
  takeTurn(tx: Transaction, placeId: string): Promise<void>;
  /** Where a service is given, in the order in which it is looked for something free. */
  listPlaces(tx: Transaction, organisationId: string, serviceId: string, now: Date): Promise<readonly string[]>;
  /** Whether anybody is who has not been offered anything yet. */
  isAwaited(tx: Transaction, placeId: string): Promise<boolean>;
  /** The first of them, who is nobody else's to change before the transaction ends; whom somebody changes now is left out. */
  next(tx: Transaction, placeId: string): Promise<Waiting | null>;
  /** Holds one of what is free there. False when nothing is, or something is held for them there already. */
  hold(tx: Transaction, lessee: Lessee, urgency: Urgency, now: Date): Promise<boolean>;
  /** Remembers that the entry was offered something. */
  offer(tx: Transaction, entryId: string, now: Date): Promise<void>;
  /** Frees what is held for a referral that is over, and takes its person off the lists. The places where something was. */
  release(tx: Transaction, referral: IncomingReferral, now: Date): Promise<readonly string[]>;
}

/**
 * Holds what is free while an agency decides, and offers what comes free to the list. A person is held something once:
 * when the time is over without an answer it goes to the next, and the place on the list stays.
 */
export class LeaseService implements Arrivals {
  readonly ours: string;

  constructor(
    private readonly holdings: Holdings,
    private readonly clock: () => Date,
  ) {
    this.ours = holdings.ours;
  }

  /** Somebody was referred: something is held for them, unless others wait for it or nothing is free. */
  async arrived(tx: Transaction, referral: IncomingReferral): Promise<void> {
    const { beneficiaryId, organisationId, serviceId, urgency, id: referralId } = referral;
    const now = this.clock();
    for (const placeId of await this.holdings.listPlaces(tx, organisationId, serviceId, now)) {
      await this.holdings.takeTurn(tx, placeId);
      if (await this.holdings.isAwaited(tx, placeId)) continue;
      const lessee = { beneficiaryId, organisationId, placeId, referralId, entryId: null };
      if (await this.holdings.hold(tx, lessee, urgency, now)) return;
    }
  }

  /** The referral is over: what was held is free, the person off the list, and the next one is offered it. */
  async ended(tx: Transaction, referral: IncomingReferral): Promise<void> {
    const freed = await this.holdings.release(tx, referral, this.clock());
    for (const placeId of freed) await this.serve(tx, referral.organisationId, placeId);
  }

  /** Offers all that is free now to who is next on the list. */
  async serve(tx: Transaction, organisationId: string, placeId: string): Promise<void> {
    await this.holdings.takeTurn(tx, placeId);
    for (;;) {
      const next = await this.holdings.next(tx, placeId);
      if (!next) return;
      const { id: entryId, beneficiaryId, referralId, urgency } = next;
      const lessee = { beneficiaryId, organisationId, placeId, referralId, entryId };
      if (!(await this.holdings.hold(tx, lessee, urgency, this.clock()))) return;
      await this.holdings.offer(tx, entryId, this.clock());
    }
  }
}
