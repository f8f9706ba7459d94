/** One statement of one recorded request. Moments only order what happened. */
export interface Sent {
  readonly database: string;
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
  /** Of a statement behind the wall: whose rows it may see. */
  readonly context?: readonly string[] | undefined;
  rows: number;
  readonly sentAt: number;
  answeredAt: number;
}

/** A request as bare SQL: statements of one wave are sent together, the next wave when all of them are answered. */
export type Script = readonly (readonly Sent[])[];

/**
 * From repeated recordings of each subject to scripts. A statement waits for another when in no recording of any
 * subject it was sent before the other was answered; its wave is the longest such chain.
 */
export function toScripts(recordings: readonly (readonly Sent[][])[]): Script[] {
  const independent = new Set<string>();
  for (const recording of recordings.flat()) {
    const named = nameAll(recording);
    for (const [earlier, a] of named) {
      for (const [later, b] of named) if (a.answeredAt > b.sentAt) independent.add(`${earlier} > ${later}`);
    }
  }
  return recordings.map(([first]) => inWaves(nameAll(first!), independent));
}

function inWaves(named: ReadonlyMap<string, Sent>, independent: ReadonlySet<string>): Script {
  const waves: Sent[][] = [];
  const waveOf = new Map<string, number>();
  for (const [name, sent] of named) {
    let wave = 0;
    for (const [earlier, at] of waveOf) if (!independent.has(`${earlier} > ${name}`)) wave = Math.max(wave, at + 1);
    waveOf.set(name, wave);
    (waves[wave] ??= []).push(sent);
  }
  return waves;
}

/** The same statement may be sent twice in a request: told apart by their order. */
function nameAll(recording: readonly Sent[]): Map<string, Sent> {
  const named = new Map<string, Sent>();
  for (const sent of recording) {
    let count = 1;
    while (named.has(`${sent.database}/${sent.name}#${count}`)) count++;
    named.set(`${sent.database}/${sent.name}#${count}`, sent);
  }
  return named;
}
