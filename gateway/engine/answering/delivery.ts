import type { ExecutionResult, GraphQLError } from "graphql";
import { resultOf } from "./fetched.js";
import { NulledPlaces } from "./nulled-places.js";
import { Shaping, type Pending } from "./shaping.js";
import { FIRST_PART, type Defer, type PreparedOperation } from "../prepared-operation.js";
import type { Program } from "../program.js";
import type { Run } from "../run.js";
import type { Path } from "../tree.js";

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
export async function deliver(prepared: PreparedOperation, runOf: (part: string) => Run): Promise<Delivered> {
  const { defers } = prepared;
  const ended = prepared.program(runOf);
  // A part may turn out to have no place in the answer: then nobody waits for it.
  for (const { name } of defers) ended(name)?.catch(() => undefined);
  await ended(FIRST_PART);
  const run = runOf(FIRST_PART);
  const { errors } = run.faults;
  const nulled = new NulledPlaces();
  const shaping = new Shaping(run, nulled);
  const data = prepared.shape(run.variables).shape(run.tree, shaping, 0);
  nulled.settle(true);
  if (shaping.pending.length === 0) {
    await settled(defers, ended);
    return { first: resultOf(data, errors) };
  }
  const later = errors.filter(({ path }) => !reaches(data, path ?? []));
  const told = errors.filter((error) => !later.includes(error));
  const rest = new Rest({ defers, runOf, ended }, nulled, later);
  return { first: resultOf(data, told), rest: rest.parts(shaping.pending) };
}

/** The execution whose parts are told. */
interface Execution {
  readonly defers: readonly Defer[];
  readonly runOf: (part: string) => Run;
  readonly ended: Ended;
}

type Ended = ReturnType<Program>;

/** Nothing is under way any more for any of these. */
async function settled(defers: readonly Defer[], ended: Ended): Promise<void> {
  await Promise.allSettled(defers.map(({ name }) => Promise.resolve(ended(name))));
}

class Rest {
  /** `errors`: of fields that were asked for already and are told in a later part. */
  constructor(
    private readonly execution: Execution,
    private readonly nulled: NulledPlaces,
    private errors: readonly GraphQLError[],
  ) {}

  async *parts(places: readonly Pending[]): AsyncGenerator<Part, undefined> {
    const { defers, runOf, ended } = this.execution;
    const waiting = new Map<string, Promise<readonly [string, readonly Pending[]]>>();
    const awaitPlaces = (pending: readonly Pending[]): void => {
      for (const name of new Set(pending.map(({ deferred }) => deferred.defer))) {
        const own = pending.filter(({ deferred }) => deferred.defer === name);
        const told = Promise.resolve(ended(name)).then(() => [name, own] as const);
        waiting.set(name, told);
      }
    };
    awaitPlaces(places);
    try {
      while (waiting.size > 0) {
        const [name, own] = await Promise.race(waiting.values());
        waiting.delete(name);
        if (runOf(name).isCancelled) return;
        const pending: Pending[] = [];
        const left = own.filter(({ path }) => !this.nulled.cover(path));
        const incremental = this.tell(name, left, pending);
        awaitPlaces(pending);
        yield { name, incremental, hasNext: waiting.size > 0 };
      }
    } finally {
      await settled(defers, ended);
    }
  }

  /** `pending` takes what follows within this part. */
  private tell(name: string, places: readonly Pending[], pending: Pending[]): Incremental[] {
    const run = this.execution.runOf(name);
    const told = places.map(({ deferred, source, path }) => {
      const shaping = new Shaping(run, this.nulled, path);
      const data = deferred.shape.shape(source, shaping, path.length);
      pending.push(...shaping.pending);
      this.nulled.settle(data !== null);
      return { data, path, errors: [] as GraphQLError[] };
    });
    const later: GraphQLError[] = [];
    for (const error of [...this.errors, ...run.faults.errors]) {
      const { path = [] } = error;
      const place = told.find(
        (each) => startsWith(path, each.path) && reaches(each.data, path.slice(each.path.length)),
      );
      if (place) place.errors.push(error);
      else if (pending.length > 0 || this.errors.includes(error)) later.push(error);
      else told[0]?.errors.push(error);
    }
    this.errors = later;
    const label = this.execution.defers.find((each) => each.name === name)?.label;
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
