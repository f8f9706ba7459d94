import {
  type Activity,
  type Centre,
  type Shift,
  type SlotImport,
  slotOf,
} from "../../../subgraphs/kdap/data/kdap.reference";
import type { Term } from "../../../subgraphs/kdap/domain/term.rules";

/** What a child is to have a place in. */
export interface Wish {
  readonly centre: Centre;
  readonly activity: Activity;
  readonly term: Term;
  readonly shift: Shift;
}

/**
 * Gives out the places of one run of the caseload. A full group is followed by another of the same hours, so that a
 * slot never overflows however many people the caseload has; groups are opened one by one and filled in order.
 */
export class SlotAllocator {
  private readonly open = new Map<string, { number: number; taken: number }>();

  /** A slot with a place in it, which is taken from now on. */
  take(wish: Wish): SlotImport {
    const group = this.groupOf(wish);
    if (group.taken === wish.activity.places) {
      group.number++;
      group.taken = 0;
    }
    group.taken++;
    return slotOf(wish.centre, wish.activity, wish.term, wish.shift, group.number);
  }

  /** The slot somebody waits for, without a place. */
  show(wish: Wish): SlotImport {
    return slotOf(wish.centre, wish.activity, wish.term, wish.shift, this.groupOf(wish).number);
  }

  private groupOf({ activity, term, shift }: Wish): { number: number; taken: number } {
    const key = `${activity.id}/${term.key}/${shift.startsAt}`;
    let group = this.open.get(key);
    if (!group) this.open.set(key, (group = { number: 1, taken: 0 }));
    return group;
  }
}
