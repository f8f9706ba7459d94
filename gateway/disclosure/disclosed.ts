import type { AccessRecord, DisclosureEntry } from "../../subgraphs/kernel/disclosure/access-record";

type Recorded = AccessRecord["disclosures"][number];

/** What the subgraphs said they decided about people in one operation, put together. */
export class Disclosed {
  private readonly secrets = new Set<string>();
  private readonly entries = new Map<string, { entry: DisclosureEntry; subgraph: string; people: Set<string> }>();

  /** Several calls to one subgraph become one entry where they decided alike. */
  add(subgraph: string, report: readonly DisclosureEntry[]): void {
    for (const { confided, ...entry } of report) {
      if (confided) for (const id of entry.people) this.secrets.add(id);
      const key = `${subgraph} ${entry.action} ${entry.category} ${entry.basis ?? ""} ${entry.reason ?? ""}`;
      const known = this.entries.get(key);
      if (known) for (const id of entry.people) known.people.add(id);
      else this.entries.set(key, { entry, subgraph, people: new Set(entry.people) });
    }
  }

  /** Nobody was decided about: nothing is to be recorded. */
  get concernsNobody(): boolean {
    return this.entries.size === 0;
  }

  get grantedAnything(): boolean {
    for (const { entry } of this.entries.values()) if (entry.granted) return true;
    return false;
  }

  /** Of whom the whole operation tells insiders only: it is one, and so is what it tells. */
  get confided(): string[] {
    return [...this.secrets].sort();
  }

  /** In an order of its own: that in which owners answered would say how long each took. */
  list(): Recorded[] {
    const keys = [...this.entries.keys()].sort();
    return keys.map((key) => {
      const { entry, subgraph, people } = this.entries.get(key)!;
      return { ...entry, subgraph, people: [...people] };
    });
  }
}
