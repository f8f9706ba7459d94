import type { Random } from "./random";

/** Names with weights, as {@link Random.weighted} takes them. */
export type Weights<T> = readonly (readonly [T, number])[];

/** `{ a: 3, b: 1 }` gives "a" three times of four. */
export const weights = <T extends string>(table: Readonly<Partial<Record<T, number>>>): Weights<T> =>
  Object.entries(table) as [T, number][];

/**
 * Draws by weight in the logarithm of the length: lists of names are long and the draws are millions. The same
 * distribution as {@link Random.weighted}.
 */
export class WeightedList<T> {
  private readonly limits: readonly number[];

  constructor(private readonly items: Weights<T>) {
    let sum = 0;
    this.limits = items.map(([, weight]) => (sum += weight));
  }

  draw(random: Random): T {
    const point = random.next() * this.limits[this.limits.length - 1]!;
    let low = 0;
    for (let high = this.limits.length - 1; low < high;) {
      const middle = (low + high) >> 1;
      if (this.limits[middle]! > point) high = middle;
      else low = middle + 1;
    }
    return this.items[low]![0];
  }
}
