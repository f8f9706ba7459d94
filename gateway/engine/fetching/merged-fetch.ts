import { isFault, type CheckedAnswer } from "./answer.js";
import type { EntityFetch } from "./entity-fetch.js";
import { requestOf, type Asked } from "./fetch.js";
import type { Gathered } from "./representations.js";
import type { Fault } from "../fault.js";
import { together } from "../program.js";
import type { Run } from "../run.js";

/** Several entity fetches in one text. */
export interface Merged extends Asked {
  /** For each fetch the variable that takes its representations. */
  readonly representations: readonly string[];
}

/** The response name of the entities of the fetch at this place. */
export const aliasOf = (at: number): string => `_${at}`;

/** One entity fetch of a merged request that has something to ask. */
interface Part {
  readonly at: number;
  readonly fetch: EntityFetch;
  readonly gathered: Gathered;
}

/**
 * Entity fetches that start together, to the same subgraph, as one request with aliased `_entities`. The text is always
 * the same, so that subgraphs can keep what they made of it: a part with nothing to ask sends an empty list.
 *
 * `_entities` may not be null, so one part's failure nulls the whole answer: then each part is asked for alone. When no
 * answer comes at all, each part reports as if it had been asked alone.
 */
export class MergedFetch {
  constructor(
    private readonly fetches: readonly EntityFetch[],
    private readonly merged: Merged,
  ) {}

  step(run: Run): Promise<void> | undefined {
    const parts: Part[] = [];
    const running: Promise<void>[] = [];
    for (const [at, fetch] of this.fetches.entries()) {
      const gathered = fetch.gather(run);
      if (gathered.representations.length > 0) parts.push({ at, fetch, gathered });
      running.push(...fetch.sendWeaker(run, gathered));
    }
    if (parts.length > 1) running.push(this.send(run, parts));
    else running.push(...parts.flatMap(({ fetch, gathered }) => fetch.send(run, gathered)));
    return together(running);
  }

  private send(run: Run, parts: readonly Part[]): Promise<void> {
    const { representations, selected } = this.merged;
    const lists: Record<string, unknown> = {};
    for (const name of representations) lists[name] = [];
    for (const { at, gathered } of parts) lists[representations[at] as string] = gathered.representations;
    const request = requestOf(this.merged, run.variables, lists);
    return run.ask(request, selected).then((answer) => this.receive(run, parts, answer));
  }

  private receive(run: Run, parts: readonly Part[], answer: CheckedAnswer | Fault): Promise<void> | undefined {
    if (isFault(answer)) {
      for (const { fetch, gathered } of parts) fetch.fail(run, gathered, answer);
      return undefined;
    }
    const { data, errors } = answer;
    if (data === undefined) return together(parts.flatMap(({ fetch, gathered }) => fetch.send(run, gathered)));
    const aliases = new Set<unknown>(parts.map(({ at }) => aliasOf(at)));
    for (const [order, { at, fetch, gathered }] of parts.entries()) {
      const alias = aliasOf(at);
      const isMine = (head: unknown) => head === alias || (order === 0 && !aliases.has(head));
      const mine = errors.filter(({ path }) => isMine(path?.[0]));
      fetch.reportErrors(run, gathered, mine);
      fetch.accept(run, gathered, data[alias]);
    }
    return undefined;
  }
}
