import type { Organisation } from "../data/directory.client";

/** What the directory knows, as the log needs it. */
export class Organisations {
  constructor(private readonly byId: ReadonlyMap<string, Organisation>) {}

  find(id: string | null): Organisation | null {
    return id === null ? null : (this.byId.get(id) ?? null);
  }

  /**
   * Ids of those whose records tell nothing of a person but what they saw. One the directory does not know, or no
   * longer, is not among them: it may have been confidential.
   */
  get open(): string[] {
    return [...this.byId.values()].filter(({ confidential }) => !confidential).map(({ id }) => id);
  }

  /** That somebody there looked at a person tells that they are known there. */
  isDiscreet(id: string | null): boolean {
    return id !== null && this.byId.get(id)?.confidential !== false;
  }
}
