import type { ExecutionResult, GraphQLError } from "graphql";
import type { Pending } from "./complete.js";
import { NulledPlaces } from "./nulled-places.js";
import { FIRST_PART, type Defer, type PreparedOperation } from "../prepared-operation.js";
import type { Run, Variables } from "../run.js";

type Path = readonly (string | number)[];

/** What a later part adds at one place of the answer. */
export interface Incremental {
  readonly data: Record<string, unknown> | null;
  readonly path: Path;
  readonly label?: string;
  readonly errors?: readonly GraphQLError[];
}

/** One defer of an answer, as soon as all of it is there. */
export interface Part {
  /** As in `PreparedOperation.defers`. */
  readonly name: string;
  readonly incremental: readonly Incremental[];
  /** Whether another part follows. */
  readonly hasNext: boolean;
}

/** An answer whose deferred parts follow. Without `rest` it is whole. */
export interface Delivered {
  readonly first: ExecutionResult;
  /**
   * Each part as soon as it and the part it belongs to are there. It ends early once the request is cancelled, and ends
   * when nothing is under way any more.
   */
  readonly rest?: AsyncIterableIterator<Part>;
}

/** `runOf` a part: always the same one, and all of one tree. */
export async function deliver(
  prepared: PreparedOperation,
  variables: Variables,
  runOf: (part: string) => Run,
): Promise<Delivered> {
  const ended = prepared.program(runOf);
  // A part may turn out to have no place in the answer: then nobody waits for it.
  for (const { name } of prepared.defers) ended(name)?.catch(() => undefined);
  await ended(FIRST_PART);
  const run = runOf(FIRST_PART);
  const pending: Pending[] = [];
  const nulled = new NulledPlaces();
  const data = prepared
    .shape(variables)
    .shape(run.tree, { path: [], faults: run.faults, variables, pending, nulled }, 0);
  nulled.settle(true);
  if (pending.length === 0) {
    await settled(prepared.defers, ended);
    return { first: toResult(data, run.faults.errors) };
  }
  const later = run.faults.errors.filter(({ path }) => !reaches(data, path ?? []));
  const errors = run.faults.errors.filter((error) => !later.includes(error));
  const rest = new Rest(prepared.defers, variables, runOf, ended, nulled, later);
  return { first: toResult(data, errors), rest: rest.parts(pending) };
}

/** Nothing is under way any more for any of these. */
async function settled(defers: Iterable<Defer>, ended: (part: string) => Promise<void> | undefined): Promise<void> {
  await Promise.allSettled(Array.from(defers, ({ name }) => Promise.resolve(ended(name))));
}

const toResult = (data: Record<string, unknown> | null, errors: readonly GraphQLError[]): ExecutionResult =>
  errors.length === 0 ? { data } : { errors, data };

class Rest {
  private readonly defers: ReadonlyMap<string, Defer>;

  /** `errors`: of fields that were asked for already and are told in a later part. */
  constructor(
    defers: readonly Defer[],
    private readonly variables: Variables,
    private readonly runOf: (part: string) => Run,
    private readonly ended: (part: string) => Promise<void> | undefined,
    private readonly nulled: NulledPlaces,
    private errors: readonly GraphQLError[],
  ) {
    this.defers = new Map(defers.map((each) => [each.name, each]));
  }

  async *parts(places: readonly Pending[]): AsyncGenerator<Part, undefined> {
    const waiting = new Map<string, Promise<readonly [string, readonly Pending[]]>>();
    const awaitPlaces = (pending: readonly Pending[]): void => {
      for (const name of new Set(pending.map(({ deferred }) => deferred.defer))) {
        const own = pending.filter(({ deferred }) => deferred.defer === name);
        waiting.set(
          name,
          Promise.resolve(this.ended(name)).then(() => [name, own]),
        );
      }
    };
    awaitPlaces(places);
    try {
      while (waiting.size > 0) {
        const [name, own] = await Promise.race(waiting.values());
        waiting.delete(name);
        if (this.runOf(name).isCancelled) return;
        const pending: Pending[] = [];
        const left = own.filter(({ path }) => !this.nulled.cover(path));
        const incremental = this.tell(name, left, pending);
        awaitPlaces(pending);
        yield { name, incremental, hasNext: waiting.size > 0 };
      }
    } finally {
      await settled(this.defers.values(), this.ended);
    }
  }

  /** `pending` takes what follows within this part. */
  private tell(name: string, places: readonly Pending[], pending: Pending[]): Incremental[] {
    const { faults } = this.runOf(name);
    const { variables, nulled } = this;
    const told = places.map(({ deferred, source, path }) => {
      const shaping = { path: [...path], faults, variables, pending, nulled };
      const data = deferred.shape.shape(source, shaping, path.length);
      nulled.settle(data !== null);
      return { data, path, errors: [] as GraphQLError[] };
    });
    const later: GraphQLError[] = [];
    for (const error of [...this.errors, ...faults.errors]) {
      const { path = [] } = error;
      const place = told.find(
        (each) => startsWith(path, each.path) && reaches(each.data, path.slice(each.path.length)),
      );
      if (place) place.errors.push(error);
      else if (pending.length > 0 || this.errors.includes(error)) later.push(error);
      else told[0]?.errors.push(error);
    }
    this.errors = later;
    const label = this.defers.get(name)?.label;
    return told.map(({ data, path, errors }) => ({
      ...{ data, path },
      ...(label !== undefined && { label }),
      ...(errors.length > 0 && { errors }),
    }));
  }
}

const startsWith = (path: Path, start: Path): boolean => start.every((key, at) => path[at] === key);

/** Whether a path leads to something these data hold, or to a null within them that stands for it. */
function reaches(data: unknown, path: Path): boolean {
  let value = data;
  for (const key of path) {
    if (value === null) return true;
    if (typeof value !== "object" || !(key in value)) return false;
    value = (value as Record<string | number, unknown>)[key];
  }
  return true;
}
