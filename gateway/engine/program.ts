import type { Run } from "./run.js";

/** A compiled part of a plan. Undefined when there was nothing to wait for. Rejects only on a defect of the engine. */
export type Step = (run: Run) => Promise<void> | undefined;

/**
 * A compiled plan: starts all its steps, each in the run of its part. What it returns says of each part when everything
 * for it is there; undefined where nothing is to be waited for.
 */
export type Program = (runOf: (part: string) => Run) => (part: string) => Promise<void> | undefined;

/** Undefined when there is nothing to wait for; a single promise is passed on as it is. */
export function together(running: readonly Promise<void>[]): Promise<void> | undefined {
  return running.length <= 1 ? running[0] : Promise.all(running).then(() => undefined);
}

/** Fetches that are one request, and the requests this one waits for, by their places in the list. */
export interface Group {
  readonly step: Step;
  readonly part: string;
  readonly after: readonly number[];
}

/** Each group starts as soon as those it waits for have ended, whatever the others do. */
export function inOrder(groups: readonly Group[]): Program {
  const ends = new Map(groups.map(({ part }) => [part, endsOf(part, groups)]));
  return (runOf) => {
    const running: (Promise<void> | undefined)[] = [];
    for (const { step, part, after } of groups) {
      const before = those(running, after);
      const run = runOf(part);
      running.push(before === undefined ? step(run) : before.then(() => step(run)));
    }
    return (part) => those(running, ends.get(part) ?? []);
  };
}

/** Those of a part's groups that no other of it waits for: when they have ended, it has. */
function endsOf(part: string, groups: readonly Group[]): number[] {
  const own = groups.filter((each) => each.part === part);
  return own.map((each) => groups.indexOf(each)).filter((at) => !own.some(({ after }) => after.includes(at)));
}

function those(running: readonly (Promise<void> | undefined)[], places: readonly number[]): Promise<void> | undefined {
  const waited: Promise<void>[] = [];
  for (const place of places) {
    const each = running[place];
    if (each !== undefined) waited.push(each);
  }
  return together(waited);
}
