import { largest, valueOf, type Amount, type Given } from "./amount";
import type { PricedField } from "./price";

/** Measures objects of an answer: what of the priced fields is there, and how often. */
export class Meter {
  private readonly entries: readonly Entry[];

  constructor(fields: readonly PricedField[]) {
    // Fields of several types may share a name in the answer: an object has one of them.
    const byKey = new Map<string, [PricedField, ...PricedField[]]>();
    for (const field of fields) {
      const same = byKey.get(field.key);
      if (same) same.push(field);
      else byKey.set(field.key, [field]);
    }
    this.entries = [...byKey.values()].map((same) => new Entry(same)).filter(({ isFree }) => !isFree);
  }

  get isFree(): boolean {
    return this.entries.length === 0;
  }

  measure(object: unknown, given: Given): number {
    if (typeof object !== "object" || object === null) return 0;
    let total = 0;
    for (const entry of this.entries) {
      if (Object.hasOwn(object, entry.key))
        total += entry.measure((object as Readonly<Record<string, unknown>>)[entry.key], given);
    }
    return total;
  }
}

class Entry {
  readonly key: string;
  private readonly own: number;
  private readonly given: Amount;
  private readonly inside: Meter | undefined;

  constructor(same: readonly [PricedField, ...PricedField[]]) {
    const [first, ...rest] = same;
    const fields = same.flatMap((field) => field.fields);
    this.key = first.key;
    this.own = Math.max(...same.map(({ own }) => own));
    this.given = largest([first.given, ...rest.map(({ given }) => given)]);
    if (fields.length > 0) this.inside = new Meter(fields);
  }

  /** Whatever stands here costs nothing: scalars, which are most of an answer, are not looked at. */
  get isFree(): boolean {
    return this.own === 0 && this.given === 0 && (this.inside === undefined || this.inside.isFree);
  }

  measure(value: unknown, given: Given): number {
    return valueOf(this.given, given) + this.items(value, given);
  }

  private items(value: unknown, given: Given): number {
    if (value === null || value === undefined) return 0;
    if (!Array.isArray(value)) return this.own + (this.inside?.measure(value, given) ?? 0);
    let total = 0;
    for (const item of value) total += this.items(item, given);
    return total;
  }
}
