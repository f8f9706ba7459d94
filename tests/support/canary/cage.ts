import { appendFileSync } from "node:fs";
import path from "node:path";
import { readTestCluster } from "../config";
import { canariesIn, readRegistry, type Registry } from "./registry";

/** Whoever bytes are sent to. Nobody, for a log. */
export interface Recipient {
  readonly id: string;
  readonly organisationId: string | null;
}

export interface Sighting {
  readonly kind: string;
  readonly token: string;
  /** Where it was met: an answer, a log line, a file. Never the text itself. */
  readonly where: string;
  readonly recipient: string | null;
}

export const leaksFile = (directory: string): string => path.join(directory, "leaks.jsonl");

/**
 * Watches everything that leaves the hubs of one test file. Leaks are kept for the end of the file, and written down
 * for the end of the run, so that nobody's `catch` can make one unseen.
 */
export class Cage {
  private readonly leaks: Sighting[] = [];
  private readonly guests = new Set<string>();
  private registry: Registry | undefined;
  private rehearsal: Sighting[] | undefined;
  /** How often an entitled person met a canary: without any, the whole watch would prove nothing. */
  sightings = 0;

  /** For a test that lets somebody in on what is hidden, such as in an emergency: who, and why. */
  letIn(viewerId: string, reason: string): void {
    if (reason.length < 10) throw new Error("Say why this viewer may meet a canary.");
    this.guests.add(viewerId);
  }

  /** Looks through bytes on their way to somebody, or to nobody in particular. */
  look(where: string, text: string, recipient: Recipient | null): void {
    for (const [token, { kind, entitled }] of canariesIn(this.all(), text)) {
      if (recipient && this.may(recipient, entitled)) this.sightings++;
      else this.report({ kind, token, where, recipient: recipient?.id ?? null });
    }
  }

  /** Runs `work` with a leak planted in it, and answers what was seen: proof that the watch sees. Recorded nowhere. */
  async rehearse(work: () => unknown): Promise<readonly Sighting[]> {
    this.rehearsal = [];
    try {
      await work();
      return this.rehearsal;
    } finally {
      this.rehearsal = undefined;
    }
  }

  /** Throws when anything leaked. */
  verify(): void {
    failOn(this.leaks);
  }

  private may({ id, organisationId }: Recipient, entitled: readonly string[]): boolean {
    return (
      entitled.includes(id) || this.guests.has(id) || (organisationId !== null && entitled.includes(organisationId))
    );
  }

  private report(leak: Sighting): void {
    if (this.rehearsal) return void this.rehearsal.push(leak);
    this.leaks.push(leak);
    appendFileSync(leaksFile(readTestCluster().directory), `${JSON.stringify(leak)}\n`);
  }

  private all(): Registry {
    return (this.registry ??= readRegistry(readTestCluster().directory));
  }
}

export function failOn(leaks: readonly Sighting[]): void {
  if (leaks.length === 0) return;
  const seen = leaks
    .slice(0, 10)
    .map(({ kind, where, recipient }) => `${kind} in ${where}, met by ${recipient ?? "all"}`);
  throw new Error(`${leaks.length} canaries got out: ${seen.join("; ")}`);
}

/** The one of this test file. */
export const cage = new Cage();
