const NONE: ReadonlySet<string> = new Set();
const PERCENT = /^percent\((\d+(?:\.\d+)?)\)$/;

/**
 * The labels of progressive @override that hold for one question: those `held` for everybody, and each `percent(N)` for
 * N questions in a hundred. One number is drawn for all of them, so that what is at 20 % lies within what is at 50 %, and
 * an operation has no more plans than there are labels, and one. `chance` is 0 to 1.
 */
export function labelsFor(
  known: readonly string[],
  held: readonly string[],
  chance: number = Math.random(),
): ReadonlySet<string> {
  if (known.length === 0) return NONE;
  const drawn = known.filter((label) => chance * 100 < Number(PERCENT.exec(label)?.[1] ?? 0));
  return new Set([...held, ...drawn]);
}
