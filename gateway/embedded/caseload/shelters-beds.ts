import type { FacilityFacts } from "../../../subgraphs/shelters/data/reference/facilities";

/** From the first night to the day of leaving, YYYY-MM-DD; such days compare as text. */
export interface Nights {
  readonly from: string;
  readonly until: string;
}

interface Bed {
  readonly id: string;
  /** Kept free for tonight, so that there is a free bed to be found however many people the caseload has. */
  readonly spare: boolean;
  /** Without overlap, in order of time. */
  readonly taken: Nights[];
}

/** Every so many beds, one is spare. */
const SPARE_EVERY = 9;

/** Who has which bed when, while a caseload is made: no bed is given twice for one night. */
export class BedBook {
  private readonly beds: ReadonlyMap<string, readonly Bed[]>;

  constructor(
    facilities: readonly FacilityFacts[],
    private readonly tonight: string,
  ) {
    this.beds = new Map(facilities.map((facility) => [facility.id, bedsOf(facility)]));
  }

  /** Gives a bed of the facility for these nights, or null. The search begins at `start`, a share of the beds. */
  give(facilityId: string, nights: Nights, start: number): string | null {
    const beds = this.beds.get(facilityId) ?? [];
    const first = Math.floor(start * beds.length);
    for (let step = 0; step < beds.length; step++) {
      const bed = beds[(first + step) % beds.length]!;
      if (bed.spare && nights.until > this.tonight) continue;
      if (take(bed.taken, nights)) return bed.id;
    }
    return null;
  }
}

const bedsOf = (facility: FacilityFacts): Bed[] =>
  facility.rooms
    .flatMap((room) => room.beds)
    .filter((bed) => bed.active)
    .map(({ id }, index) => ({ id, spare: index % SPARE_EVERY === SPARE_EVERY - 1, taken: [] }));

/** Puts the nights in their place among those taken, unless they overlap one. */
function take(taken: Nights[], nights: Nights): boolean {
  let low = 0;
  let high = taken.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (taken[middle]!.until <= nights.from) low = middle + 1;
    else high = middle;
  }
  const next = taken[low];
  if (next && next.from < nights.until) return false;
  taken.splice(low, 0, nights);
  return true;
}
