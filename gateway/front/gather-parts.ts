import type { Piece, Pieces } from "./parts";

/**
 * Lets the parts of an answer pass and puts them in their places in the first one, which becomes its own, so that what
 * is counted of an answer is counted of all of it. `onWhole` is called once: with what its result adds the last part
 * leaves, or with what has left when nobody waits for the rest.
 */
export async function* gatherParts(
  first: unknown,
  pieces: Pieces,
  onWhole: (data: unknown) => Readonly<Record<string, unknown>> | undefined,
): AsyncGenerator<Piece, undefined> {
  const answer: Place = { data: first };
  let isTold = false;
  const tell = () => {
    isTold = true;
    return onWhole(answer["data"]);
  };
  try {
    for await (const piece of pieces) {
      for (const { path, data } of piece.incremental ?? []) merge(answer, ["data", ...path], data);
      const more = piece.hasNext ? undefined : tell();
      yield more ? { ...piece, extensions: { ...piece.extensions, ...more } } : piece;
    }
  } finally {
    if (!isTold) tell();
  }
}

type Place = Record<string | number, unknown>;

const isPlace = (value: unknown): value is Place => typeof value === "object" && value !== null;

/** What is null in its place has nothing under it; a part for it was never made. */
function merge(into: Place, [key, ...rest]: readonly (string | number)[], data: unknown): void {
  if (key === undefined || !Object.hasOwn(into, key)) return;
  const at = into[key];
  if (!isPlace(at)) return;
  if (rest.length > 0) merge(at, rest, data);
  else fill(at, data);
}

/** Objects and lists that are there already are filled: a part may add to what was told before. */
function fill(at: Place, data: unknown): void {
  if (!isPlace(data)) return;
  for (const [key, value] of Object.entries(data)) {
    const known = Object.hasOwn(at, key) ? at[key] : undefined;
    if (isPlace(known) && isPlace(value)) fill(known, value);
    else Object.defineProperty(at, key, { value, enumerable: true, configurable: true, writable: true });
  }
}
